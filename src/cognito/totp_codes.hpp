#pragma once

#include "base/clock.hpp"
#include "base/secret.hpp"
#include "cognito/authenticators.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace cauth::cognito {

/// Computes a code for the user that was not sent from here before, and waits for its half minute where the
/// one of now was. `tell` hears that it waits. Error{usage} when the secret is none, Error{temporary} when so
/// many others wait that the sign-in would end first, Error{interrupted} on a signal.
SecretString next_totp_code(const SecretString& secret, const std::string& username,
                            Authenticators& authenticators, Clock& clock,
                            const std::function<void(std::string_view)>& tell);

}  // namespace cauth::cognito
