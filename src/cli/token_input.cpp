#include "cli/token_input.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "jose/token.hpp"

#include <cstddef>

namespace cauth::cli {
namespace {

constexpr std::string_view kStandardInput = "-";
constexpr std::string_view kScheme = "Bearer ";

// More than a token may have, so that one that is too large is refused for that.
constexpr std::size_t kLargestInput = 2 * jose::kLargestToken;

}  // namespace

std::optional<SecretString> typed_token(Context& context, const std::optional<std::string>& argument) {
  const bool from_input = argument ? *argument == kStandardInput : context.io().in_is_data;
  if (!argument && !from_input) return std::nullopt;
  const auto given = from_input
                         ? SecretString::take(read_all(context.io().in, kLargestInput, "standard input"))
                         : SecretString(*argument);
  auto text = without_line_end(given.reveal());
  if (text.empty()) throw usage_error(from_input ? "standard input has no token" : "the token is empty");
  if (equal_ignoring_case(text.substr(0, kScheme.size()), kScheme)) {
    context.note("\"Bearer \" is not part of the token and was left out");
    text.remove_prefix(kScheme.size());
  }
  return SecretString(text);
}

std::string hint_for_no_token(std::string_view text) {
  if (text.starts_with('{')) {
    return "this looks like an answer of Cognito's: `jq -r .AuthenticationResult.IdToken` takes a token out "
           "of it";
  }
  if (text.starts_with('"') || text.starts_with('\'')) return "the quotes are not part of the token";
  if (text != trim(text)) return "it begins or ends with white space";
  return "a token is three parts of letters, digits, - and _ with dots between them: eyJ….eyJ….…";
}

}  // namespace cauth::cli
