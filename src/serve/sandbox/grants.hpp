#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "serve/sandbox/pool.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

/// One sign-in and all tokens that came of it: they share its `origin_jti`.
struct Grant {
  std::string origin_jti;
  std::string pool_id, client_id, username;
  std::string device_key =
      {};                   ///< of the device that was signed in with; empty where devices are not tracked
  TimePoint signed_in;      ///< `auth_time`
  TimePoint ends;           ///< of its refresh tokens: rotation does not prolong it
  std::string scopes = {};  ///< of a sign-in on the login pages; "" for one through the API
  bool revoked = false;
};

class Grants {
 public:
  Grant& open(const Pool& pool, const Client& client, const User& user, TimePoint now, Random& random);
  /// A string that looks like Cognito's: a JWE whose header can be read.
  std::string new_refresh_token(const Grant& grant, Random& random);

  /// By the refresh token of that client. Error: NotAuthorizedException with Cognito's words when it is
  /// unknown, revoked or over; RefreshTokenReuseException when it was replaced by another.
  Grant& find_by_refresh_token(std::string_view token, std::string_view client_id, TimePoint now);
  /// It was replaced: good until then, and no longer.
  void retire_refresh_token(std::string_view token, TimePoint when);
  /// True when the token was one of that client's: RevokeToken knows no other outcome.
  bool revoke_by_refresh_token(std::string_view token, std::string_view client_id);
  /// What was signed in with that device.
  void revoke_all_of_device(const User& user, std::string_view device_key);
  void revoke_all_of(const Pool& pool, const User& user);

  /// Null when there is none.
  Grant* find(std::string_view origin_jti);

 private:
  struct RefreshToken {
    std::string origin_jti;
    std::optional<TimePoint> retired;
  };
  std::map<std::string, Grant, std::less<>> grants_;  // by origin_jti
  std::map<std::string, RefreshToken, std::less<>> refresh_tokens_;
};

}  // namespace cauth::serve::sandbox
