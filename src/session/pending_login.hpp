#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "cognito/challenge.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace cauth::session {

/// The challenge that a login stopped at, for `respond`: kept 15 minutes (the longest that a Cognito session
/// can live; the service judges earlier), mode 0600.
struct PendingLogin {
  cognito::Challenge challenge;
  std::string username;  ///< to answer with
  std::string alias;     ///< as typed
  std::string endpoint, region, user_pool_id, client_id, profile;
  TimePoint since;
};

constexpr std::chrono::minutes kPendingLoginKept{15};

void save_pending_login(const PendingLogin& login, const Environ& env);
/// Of that profile; nothing when there is none, or it is too old.
std::optional<PendingLogin> load_pending_login(const std::string& profile, const Environ& env, TimePoint now);
void erase_pending_login(const std::string& profile, const Environ& env);

}  // namespace cauth::session
