#include "cli/unwrap_token.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "jose/token.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <initializer_list>
#include <utility>

namespace cauth::cli {
namespace {

using jose::TokenUse;

constexpr std::string_view kWhiteSpace = " \t\r\n";

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!equal_ignoring_case(text.substr(0, prefix.size()), prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

bool take_quotes(std::string_view& text) {
  const bool quoted =
      text.size() >= 2 && text.front() == text.back() && (text.front() == '"' || text.front() == '\'');
  if (quoted) text = text.substr(1, text.size() - 2);
  return quoted;
}

// In the order of the layers that people copy: '…', "Authorization: …", "Bearer …".
std::string_view without_layers(std::string_view text, std::vector<std::string>& left_out) {
  bool changed = true;
  while (changed) {
    text = trim(text);
    changed = true;
    if (take_quotes(text)) {
      left_out.emplace_back("the quotes");
    } else if (take_prefix(text, "Authorization:")) {
      left_out.emplace_back("\"Authorization:\"");
    } else if (take_prefix(text, "Bearer ")) {
      left_out.emplace_back("\"Bearer \"");
    } else {
      changed = false;
    }
  }
  return text;
}

const std::string* token_member(const Json& object, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (const std::string* token = string_member(object, name)) return token;
  }
  return nullptr;
}

// Of Cognito's API, or of its token endpoint (RFC 6749 section 5.1).
const std::string* token_of_answer(const Json& answer, std::optional<TokenUse> use) {
  const auto result = answer.is_object() ? answer.find("AuthenticationResult") : answer.end();
  const Json& holder = result == answer.end() ? answer : *result;
  const std::string* id = token_member(holder, {"IdToken", "id_token"});
  const std::string* access = token_member(holder, {"AccessToken", "access_token"});
  return use == TokenUse::access || (!use && id == nullptr) ? access : id;
}

constexpr std::string_view kTokenCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.";

// Where nothing else stands between the pieces: what is left has to look like a token.
std::optional<SecretString> joined(std::string_view text) {
  if (text.find_first_of(kWhiteSpace) == std::string_view::npos || text.size() > 2 * jose::kLargestToken) {
    return std::nullopt;
  }
  SecretString whole;
  while (!text.empty()) {
    const auto end = text.find_first_of(kWhiteSpace);
    whole.append(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  }
  const auto dots = std::count(whole.reveal().begin(), whole.reveal().end(), '.');
  const bool plain = whole.reveal().find_first_not_of(kTokenCharacters) == std::string_view::npos;
  if (!plain || (dots != 2 && dots != 4)) return std::nullopt;
  return whole;
}

}  // namespace

Unwrapped unwrap_token(std::string_view text, std::optional<TokenUse> use) {
  Unwrapped result;
  text = without_layers(text, result.left_out);
  if (text.starts_with('{')) {
    auto parsed = parse_json(text);
    const WipedJson answer(parsed ? std::move(*parsed) : Json());
    if (const std::string* token = token_of_answer(*answer, use)) {
      result.token = SecretString(*token);
      result.left_out.emplace_back("the answer around it");
      return result;
    }
  }
  if (auto whole = joined(text)) {
    result.token = *std::move(whole);
    result.left_out.emplace_back("the line breaks");
    return result;
  }
  result.token = SecretString(text);
  return result;
}

}  // namespace cauth::cli
