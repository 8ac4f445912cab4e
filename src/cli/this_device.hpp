#pragma once

#include "cli/context.hpp"
#include "session/device_store.hpp"
#include "session/session.hpp"

#include <optional>
#include <string>

namespace cauth::cli {

/// Whose device it would be: the session's user, whatever the client.
session::DeviceOwner device_owner(const session::SessionKey& key);

/// The key typed, else that of this machine for the session's user. `session`: nothing for a token from the
/// environment. Error{usage} when neither is known.
std::string device_key_meant(Context& context, const std::optional<session::SessionKey>& session,
                             const std::optional<std::string>& typed);

}  // namespace cauth::cli
