#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "cognito/api.hpp"

#include <string_view>

namespace cauth::cognito {

/// InitiateAuth with USER_SRP_AUTH and, at once, the proof that PASSWORD_VERIFIER asks for: the service gives
/// it a few seconds, and the private number is never stored. What came after the proof, or what the service
/// wanted instead of it (a custom challenge). `pool_name` is what stands after the underscore of the pool id.
Step sign_in_with_srp(Api& api, std::string_view pool_name, std::string_view username,
                      const SecretString& password, const ClientMetadata& metadata, Random& random,
                      Clock& clock);

}  // namespace cauth::cognito
