#pragma once

#include "cli/context.hpp"
#include "session/session.hpp"
#include "session/token_store.hpp"

#include <optional>

namespace cauth::cli {

// The setting auto_login: commands that want a token sign in by themselves.

/// Is it on, and do the settings have a client, a user and that user's password? `over`: the session that was
/// chosen and can no longer be renewed; a password of somebody else is none for it.
bool may_sign_in_unasked(Context& context, const std::optional<session::Session>& over);

/// Signs in with what the settings have, and keeps the session: one process at a time, those that waited take
/// the session of the first. Nobody is asked, and nothing is printed to standard output. Error{action_needed}
/// at a challenge that the settings do not answer; Error{refused} as `login` has it.
session::SessionKey sign_in_unasked(Context& context, session::TokenStore& store);

/// Can the session give no token any more, however often it is asked?
bool is_over(const session::Session& session, TimePoint now);

}  // namespace cauth::cli
