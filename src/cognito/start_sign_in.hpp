#pragma once

#include "cognito/conversation.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cognito {

/// The ways to begin a sign-in.
enum class Flow : std::uint8_t {
  automatic,   ///< srp, then user_auth, then password: the first that the client has
  srp,         ///< USER_SRP_AUTH: the password never leaves the machine
  password,    ///< USER_PASSWORD_AUTH: the only one that migration triggers see the password in
  admin,       ///< ADMIN_USER_PASSWORD_AUTH: the conversation's Api must act as an administrator
  custom,      ///< CUSTOM_AUTH: the pool's own code asks
  custom_srp,  ///< CUSTOM_AUTH that proves the password first
  user_auth,   ///< USER_AUTH: the user chooses how, or Conversation::preferred_challenge does
};

/// "auto", "srp", "password", "admin", "custom", "custom-srp", "user-auth".
std::optional<Flow> flow_named(std::string_view name);
std::vector<std::string> flow_names();

/// Sends what begins the flow: the first challenge, or tokens. `automatic` goes on to the next flow only
/// where the service says that one is not enabled for the client, or where an emulator does not know it, and
/// tells so. Error{action_needed} without the password that a flow begins with.
Step start_sign_in(Conversation& conversation, Flow flow);

/// Does the refusal say that the client has no such flow?
bool says_not_enabled(const Error& error);

}  // namespace cauth::cognito
