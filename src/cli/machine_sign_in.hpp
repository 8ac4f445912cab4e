#pragma once

#include "cli/context.hpp"
#include "cli/machine_session.hpp"
#include "cli/sign_in_end.hpp"
#include "session/session.hpp"

namespace cauth::cli {

/// `login --client-credentials`: an access token for the client itself, kept until it ends, since each
/// request is billed: one that lives a minute yet is not fetched again. Many processes at once fetch one.
int sign_in_as_machine(Context& context, const EndOptions& options);

/// The same for a command that wants a token and finds that session missing: those that waited for the first
/// process take its session, however short it lives. Errors as of `login`.
session::Session sign_in_as_machine_unasked(Context& context, const MachineChoice& choice);

}  // namespace cauth::cli
