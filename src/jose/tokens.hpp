#pragma once

#include "base/clock.hpp"
#include "base/secret.hpp"

#include <optional>
#include <string_view>

namespace cauth::jose {

/// Which of the three (protocol: the claim `token_use` is "id" or "access"; a refresh token is opaque).
enum class TokenUse { id, access, refresh };

/// "id", "access", "refresh".
std::string_view name_of(TokenUse use);
std::optional<TokenUse> token_use_named(std::string_view name);

/// One token and when it ends: its own `exp`, or what the service's ExpiresIn said where the token is opaque.
struct Token {
  SecretString text;
  TimePoint expires;
  Token clone() const { return {.text = text.clone(), .expires = expires}; }
};

/// What a sign-in yields.
struct Tokens {
  std::optional<Token> id;
  std::optional<Token> access;
  std::optional<SecretString> refresh;  ///< Cognito does not say when it ends
  TimePoint obtained;                   ///< when the ID and access token were made

  Tokens clone() const;
  const Token* find(TokenUse use) const;  ///< id or access; null when there is none
};

}  // namespace cauth::jose
