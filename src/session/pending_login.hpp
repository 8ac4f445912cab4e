#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "cognito/challenge.hpp"
#include "session/secret_shelf.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

/// The challenge that a login stopped at, for `respond`: kept 15 minutes (the longest that a Cognito session
/// can live; the service judges earlier), on a shelf of kPendingShelf.
struct PendingLogin {
  std::string id;  ///< "3f2a9c41": how people name it
  cognito::Challenge challenge;
  std::string username;  ///< to answer with
  std::string alias;     ///< as typed
  std::string endpoint, region, user_pool_id, client_id, profile;
  bool admin = false;  ///< signed with AWS credentials
  TimePoint since;

  bool is_of(std::string_view name) const { return username == name || alias == name; }
};

constexpr std::chrono::minutes kPendingLoginKept{15};

/// A name for one that begins to wait.
std::string new_login_id(Random& random);

void save_pending_login(const PendingLogin& login, SecretShelf& shelf);
/// All that still wait, the newest first. Those that are over are erased. Error{usage} for one that cannot be
/// understood.
std::vector<PendingLogin> load_pending_logins(SecretShelf& shelf, TimePoint now);
void erase_pending_login(const PendingLogin& login, SecretShelf& shelf);

}  // namespace cauth::session
