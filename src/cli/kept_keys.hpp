#pragma once

#include "cli/context.hpp"
#include "session/device_store.hpp"
#include "session/passkey_store.hpp"
#include "session/secret_shelf.hpp"

#include <memory>

namespace cauth::cli {

// What this machine keeps for its users besides sessions, and like them: where the setting token_store says.

/// The sign-ins that stopped at a challenge: see session/pending_login.
std::unique_ptr<session::SecretShelf> open_pending_logins(Context& context);
session::DeviceStore open_devices(Context& context);
/// Error{usage} naming CAUTH_STATE_DIR without a home.
session::PasskeyStore open_passkeys(Context& context);

}  // namespace cauth::cli
