#pragma once

#include "base/environ.hpp"
#include "session/session.hpp"

#include <optional>
#include <string_view>

namespace cauth::session {

// Which session a profile means when nobody names a user: that of its last `login` or `switch`. A small file
// per profile; one that cannot be read or understood counts as none, since the user is asked then.

std::optional<SessionKey> load_chosen(std::string_view profile, const Environ& env);
/// For `login` (after the session is stored) and `switch`.
void save_chosen(std::string_view profile, const SessionKey& key, const Environ& env);
void forget_chosen(std::string_view profile, const Environ& env);

}  // namespace cauth::session
