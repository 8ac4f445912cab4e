#pragma once

#include "jose/tokens.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace cauth::jose {

/// What a token must be to pass. Lists are "any of"; an empty one of scopes or groups asks for nothing.
struct Policy {
  std::vector<std::string> issuers;   ///< never empty: an unknown issuer is refused
  std::vector<std::string> clients;   ///< `aud` of an ID token, `client_id` of an access token
  bool any_client = false;            ///< the only way to go without the client rule
  std::optional<TokenUse> token_use;  ///< id or access; both pass unless asked
  /// False for an issuer that is no user pool: its tokens have no token_use, and `aud` may be a list.
  bool of_user_pool = true;
  std::vector<std::string> scopes;
  std::vector<std::string> groups;
  std::chrono::seconds leeway{0};
};

}  // namespace cauth::jose
