#pragma once

#include "cli/args.hpp"
#include "cli/context.hpp"
#include "cli/sign_in.hpp"
#include "cognito/challenge.hpp"
#include "session/session.hpp"

#include <optional>

namespace cauth::cli {

/// --remember-device and --no-remember-device.
void declare_remember_device(Args& args, std::optional<bool>& into);

/// Makes this machine a device of the session's user, under the key that the sign-in named (ConfirmDevice),
/// and keeps its password. Where the pool leaves it to the user whether the device is remembered: as
/// `remember` says, else as the person at the terminal does, else not. What goes wrong fails no sign-in: a
/// warning says it.
void keep_new_device(Context& context, const SignIn& sign_in, const session::Session& session,
                     const cognito::NewDevice& device, std::optional<bool> remember);

}  // namespace cauth::cli
