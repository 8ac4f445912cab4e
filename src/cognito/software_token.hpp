#pragma once

#include "base/json.hpp"
#include "base/secret.hpp"

namespace cauth::cognito {

// The answers about authenticators, whoever asked: a sign-in or a signed-in user.

/// What AssociateSoftwareToken gives.
struct TotpSecret {
  SecretString secret;   ///< base32
  SecretString session;  ///< empty for a signed-in user
};

/// Error{transport, 8} when there is no secret in the answer.
TotpSecret read_totp_secret(const WipedJson& answer);

/// VerifySoftwareToken may say ERROR where it did not refuse: Error{refused}.
void check_verified(const Json& answer);

}  // namespace cauth::cognito
