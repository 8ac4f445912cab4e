#pragma once

#include "base/clock.hpp"
#include "session/token_store.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::session {

/// Gets new tokens for a session from the service; the only thing that fresh_session needs of it. May note
/// in the session what it learnt: which client secret worked.
using Refresher = std::function<jose::Tokens(Session&)>;

struct Freshness {
  /// Nothing: the ID token, which every authorizer of AWS takes, or the access token where there is no other.
  std::optional<jose::TokenUse> use;
  std::chrono::seconds at_least{60};  ///< how long the token must still be good
  bool force = false;                 ///< renew whatever its age
  /// With force: tokens made at this time or later are new enough (another process was first).
  TimePoint not_before = TimePoint::max();
  bool keep_replaced = false;  ///< the tokens that were renewed stay in the session: see ReplacedTokens
};

/// The kind that is meant in this session: see Freshness::use.
jose::TokenUse meant_use(const Session& session, std::optional<jose::TokenUse> use);

/// The session with a token that is good for so long: as stored where that is good enough (no lock, no
/// network), else renewed under the lock, the rotated refresh token on disk before anybody uses the new one.
/// The only code that refreshes. Tokens that were renewed since the call began are handed out however short
/// they live. `warn` is told when renewing early failed for a passing reason and the old token still serves.
/// Error{action_needed} when there is no session, or its refresh was refused (it is kept, marked).
Session fresh_session(const SessionKey& key, const Freshness& wanted, TokenStore& store,
                      const Refresher& refresher, Clock& clock,
                      const std::function<void(std::string_view)>& warn);

}  // namespace cauth::session
