#pragma once

#include "base/secret.hpp"
#include "jose/tokens.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// A token out of what a person copied.
struct Unwrapped {
  SecretString token;
  std::vector<std::string> left_out;  ///< for people: "\"Bearer \"", "the quotes"
};

/// Takes off what is no part of a token: white space, quotes, `Authorization:`, `Bearer`, line breaks that a
/// terminal or a mail put in, and the JSON of a sign-in's answer (Cognito's or a token endpoint's). `use`:
/// which of its tokens; nothing: the ID token, else the access token. What is no wrapping stays as it is.
Unwrapped unwrap_token(std::string_view text, std::optional<jose::TokenUse> use);

}  // namespace cauth::cli
