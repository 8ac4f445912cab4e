#pragma once

#include "cli/context.hpp"
#include "cli/sign_in.hpp"
#include "jose/tokens.hpp"

#include <string_view>

namespace cauth::cli {

/// Is the ID token that came for a code the one that was asked for (OpenID Connect Core section 3.1.3.7)? By
/// its nonce, its client, and, where the settings know the pool, by issuer, time and the signature with the
/// pool's keys; a warning where the keys cannot be had, since it came straight from the domain. Without the
/// scope openid there is none, and nothing to check. Error{refused} when it is not.
void check_id_token(Context& context, const jose::Tokens& tokens, const SignIn& sign_in,
                    std::string_view nonce);

}  // namespace cauth::cli
