#include "oauth/redirect.hpp"

#include "base/form.hpp"
#include "base/text.hpp"
#include "oauth/refusal.hpp"

#include <string>

namespace cauth::oauth {

std::optional<SecretString> code_in(std::string_view query, std::string_view state) {
  if (query.size() > kLongestRedirect) return std::nullopt;
  for (const auto* name : {"code", "error", "state"}) {
    if (count_form_values(query, name) > 1) return std::nullopt;
  }
  const auto given = form_value(query, "state");
  if (given && !equal_secret(*given, state)) return std::nullopt;
  if (const auto error = form_value(query, "error"))
    throw refusal(Asked::browser, *error, form_value(query, "error_description").value_or(""));
  auto code = form_value(query, "code");
  if (!given || !code || code->empty()) return std::nullopt;
  return SecretString::take(*std::move(code));
}

std::string_view query_of_pasted(std::string_view text) {
  text = trim(text);
  for (const char quote : {'"', '\'', '<'}) {
    if (text.starts_with(quote)) text.remove_prefix(1);
  }
  for (const char quote : {'"', '\'', '>'}) {
    if (text.ends_with(quote)) text.remove_suffix(1);
  }
  if (const auto question = text.find('?'); question != std::string_view::npos)
    text.remove_prefix(question + 1);
  return text.substr(0, text.find('#'));
}

}  // namespace cauth::oauth
