#include "session/session.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace cauth::session {

std::string normal_scopes(std::string_view scopes) {
  auto names = split_words(scopes);
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return join({names.begin(), names.end()}, " ");
}

ReplacedTokens ReplacedTokens::clone() const {
  const auto copy = [](const std::optional<jose::Token>& token) {
    return token ? std::optional(token->clone()) : std::nullopt;
  };
  return {.id = copy(id), .access = copy(access)};
}

const jose::Token* ReplacedTokens::find(jose::TokenUse use) const {
  const auto& token = use == jose::TokenUse::access ? access : id;
  return token && use != jose::TokenUse::refresh ? &*token : nullptr;
}

void ReplacedTokens::add(const jose::Tokens& tokens, TimePoint now) {
  const auto take = [now](std::optional<jose::Token>& into, const std::optional<jose::Token>& token) {
    const bool keeps_old = into && into->expires <= now && token && token->expires > now;
    if (token && !keeps_old) into = token->clone();
  };
  take(id, tokens.id);
  take(access, tokens.access);
}

ReplacedTokens replaced_by_next(Session old, TimePoint now) {
  old.replaced.add(old.tokens, now);
  return std::move(old.replaced);
}

Session Session::clone() const {
  return {.key = key,
          .tokens = tokens.clone(),
          .replaced = replaced.clone(),
          .alias = alias,
          .profile = profile,
          .region = region,
          .domain = domain,
          .device_key = device_key,
          .client_secret = client_secret,
          .refused = refused};
}

}  // namespace cauth::session
