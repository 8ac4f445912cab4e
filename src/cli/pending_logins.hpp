#pragma once

#include "cli/context.hpp"
#include "session/pending_login.hpp"
#include "session/session.hpp"

#include <optional>
#include <string>

namespace cauth::cli {

/// The login that `respond` goes on with: that of the id, else the newest of this profile, and of the user
/// that --username or CAUTH_USERNAME names. Error{action_needed} when none waits, Error{usage} with the list
/// when several users' do.
session::PendingLogin chosen_pending_login(Context& context, const std::optional<std::string>& id);

/// Do logins of other users of its profile wait, so that it must be named?
bool other_users_wait(Context& context, const session::PendingLogin& login);

/// The user of that session is signed in: no login of theirs waits any more.
void erase_pending_logins_of(Context& context, const session::Session& session);

}  // namespace cauth::cli
