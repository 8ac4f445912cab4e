#pragma once

#include "base/clock.hpp"
#include "jose/tokens.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

/// Which session: what the tokens depend on, no more and no less.
struct SessionKey {
  std::string endpoint;      ///< of the service; "" for AWS's own
  std::string user_pool_id;  ///< from the profile, or from `iss`
  std::string client_id;
  std::string username;  ///< the real one, as the access token's `username` has it
  bool operator==(const SessionKey&) const = default;
};

struct Session {
  SessionKey key;
  jose::Tokens tokens;
  std::string alias;     ///< what was typed at login, when it is not the username
  std::string profile;   ///< that it was made under
  std::string region;    ///< that refreshes go to
  bool refused = false;  ///< the last refresh was refused: kept, since several mistakes look alike

  Session clone() const;
};

}  // namespace cauth::session
