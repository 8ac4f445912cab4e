#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "cognito/api.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::cognito {

/// The ways to begin a sign-in.
enum class Flow : std::uint8_t {
  automatic,  ///< srp, then password where the client does not have that one
  srp,        ///< USER_SRP_AUTH: the password never leaves the machine
  password,   ///< USER_PASSWORD_AUTH: the only one that migration triggers see the password in
  custom,     ///< CUSTOM_AUTH: the pool's own code asks
};

/// "auto", "srp", "password", "custom".
std::optional<Flow> flow_named(std::string_view name);

struct SignInStart {
  Flow flow = Flow::automatic;
  std::string pool_name;  ///< what stands after the underscore of the pool id; empty: not known, so no SRP
  std::string username;
  std::function<SecretString()> password;      ///< called once, before anything that needs it is sent
  std::function<void(std::string_view)> tell;  ///< why another flow is tried
};

/// Sends what begins the flow: the first challenge that is left to a person, or tokens. `automatic` goes on
/// to the next flow only where the service says that one is not enabled for the client, or where an emulator
/// does not know it.
Step start_sign_in(Api& api, const SignInStart& start, const ClientMetadata& metadata, Random& random,
                   Clock& clock);

}  // namespace cauth::cognito
