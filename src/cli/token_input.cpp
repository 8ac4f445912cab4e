#include "cli/token_input.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/sessions.hpp"
#include "cli/unwrap_token.hpp"
#include "jose/token.hpp"
#include "session/fresh_tokens.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

namespace cauth::cli {
namespace {

using jose::TokenUse;

// More than a token may have, so that one that is too large is refused for that.
constexpr std::size_t kLargestInput = 2 * jose::kLargestToken;

SecretString unwrapped(Context& context, std::string_view text, std::optional<TokenUse> use) {
  auto result = unwrap_token(text, use);
  if (!result.left_out.empty()) {
    context.note(fmt::format("not part of the token, and left out: {}", join(result.left_out, ", ")));
  }
  return std::move(result.token);
}

std::optional<std::string> token_of_environment(const Environ& env, std::optional<TokenUse> use) {
  if (auto text = env.get("CAUTH_TOKEN")) return text;
  auto id = env.get("CAUTH_ID_TOKEN");
  auto access = env.get("CAUTH_ACCESS_TOKEN");
  return id && (use != TokenUse::access || !access) ? id : access;
}

TokenInput token_of_session(Context& context, std::optional<TokenUse> wanted) {
  const auto store = open_store(context);
  auto key = chosen_session(context, *store);
  const auto session = store->load(key);
  const auto use = session ? session::meant_use(*session, wanted) : wanted.value_or(TokenUse::id);
  const jose::Token* token = session ? session->tokens.find(use) : nullptr;
  if (token == nullptr) {
    throw Error(Category::action_needed,
                fmt::format("the session of \"{}\" has no {} token", printable(key.username), name_of(use)),
                "sign in again with \"cauth login\"");
  }
  return {.text = token->text.clone(), .session = std::move(key)};
}

}  // namespace

TokenInput read_token(Context& context, const std::optional<std::string>& argument,
                      std::optional<TokenUse> use) {
  return read_token(context, argument, use, context.io().in);
}

TokenInput read_token(Context& context, const std::optional<std::string>& argument,
                      std::optional<TokenUse> use, Source& in) {
  if (argument ? *argument == kStandardInput : context.io().in_is_data) {
    const auto text = SecretString::take(read_all(in, kLargestInput, "standard input"));
    if (text.empty()) throw usage_error("standard input has no token");
    return {.text = unwrapped(context, text.reveal(), use), .session = std::nullopt};
  }
  if (argument) return {.text = unwrapped(context, *argument, use), .session = std::nullopt};
  return stored_token(context, use);
}

TokenInput stored_token(Context& context, std::optional<TokenUse> use) {
  if (const auto given = token_of_environment(context.env(), use))
    return {.text = unwrapped(context, *given, use), .session = std::nullopt};
  return token_of_session(context, use);
}

std::string hint_for_no_token(std::string_view text) {
  if (text.starts_with('{')) return "this is JSON, and no answer with a token in it";
  return "a token is three parts of letters, digits, - and _ with dots between them: eyJ….eyJ….…";
}

}  // namespace cauth::cli
