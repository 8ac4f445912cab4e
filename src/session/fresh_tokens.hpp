#pragma once

#include "base/clock.hpp"
#include "session/token_store.hpp"

#include <chrono>
#include <functional>
#include <string>

namespace cauth::session {

/// Gets new tokens for a session from the service; the only thing that fresh_tokens needs of it.
using Refresher = std::function<jose::Tokens(const Session&)>;

struct Freshness {
  jose::TokenUse use = jose::TokenUse::id;
  std::chrono::seconds at_least{60};  ///< how long the token must still be good
  bool force = false;                 ///< renew whatever its age
  TimePoint not_before{};  ///< with force: a token made after this is new enough (another process was first)
};

/// The session with a token that is good for so long: as stored where that is good enough (no lock, no
/// network), else renewed under the lock, the rotated refresh token on disk before anybody uses the new one.
/// The only code that refreshes. `warn` is told when renewing early failed for a passing reason and the old
/// token still serves. Error{action_needed} when there is no session, or its refresh was refused (it is kept,
/// marked).
Session fresh_session(const SessionKey& key, const Freshness& wanted, TokenStore& store,
                      const Refresher& refresher, Clock& clock,
                      const std::function<void(const std::string&)>& warn);

}  // namespace cauth::session
