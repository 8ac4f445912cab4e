#pragma once

#include "base/json.hpp"
#include "base/secret.hpp"
#include "session/session.hpp"

#include <string>
#include <string_view>
#include <variant>

namespace cauth::session {

/// A key as an object of its members; scopes only where there are some.
Json key_to_json(const SessionKey& key);
/// Members that are missing, or no text, are empty.
SessionKey key_from_json(const Json& object);

/// The text of a session file.
SecretString session_to_text(const Session& session);

/// The session, or why the text is none ("its version is 2, which a newer cauth wrote").
std::variant<Session, std::string> session_from_text(std::string_view text);

}  // namespace cauth::session
