#pragma once

#include "cli/context.hpp"
#include "session/session.hpp"

#include <optional>
#include <string>

namespace cauth::cli {

// Clients that sign in as themselves, and the sessions that are their own.

/// Do the settings say so: is the flow client-credentials?
bool is_machine_profile(const session::Settings& settings);

/// The own session of the settings' client. Its scopes: those of --scope or CAUTH_SCOPE, else `scopes` (of an
/// origin), else the profile's, else none, which means all that the client may have. Error{usage} without a
/// client.
session::SessionKey machine_key(Context& context, const std::optional<std::string>& scopes = {});

/// May a token be fetched for the client itself, without anybody having signed in: for which session?
/// `chosen`: the one that was chosen, where there is one. Nothing where a user is meant, and where the
/// client's own is stored already. A flow that says so is one reason; another is that nothing but such a
/// sign-in is possible: a client with a secret, scopes that are named, and no user anywhere.
struct MachineChoice {
  session::SessionKey key;
  bool is_guess = false;  ///< no setting says that the client is a machine
};
std::optional<MachineChoice> machine_unasked(Context& context,
                                             const std::optional<session::SessionKey>& chosen,
                                             const std::optional<std::string>& scopes);

}  // namespace cauth::cli
