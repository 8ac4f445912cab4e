#pragma once

#include "cognito/conversation.hpp"

#include <cstdint>
#include <optional>
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

/// Sends what begins the flow: the first challenge, or tokens. `automatic` goes on to the next flow only
/// where the service says that one is not enabled for the client, or where an emulator does not know it, and
/// tells so. Error{action_needed} without the password that a flow begins with.
Step start_sign_in(Conversation& conversation, Flow flow);

}  // namespace cauth::cognito
