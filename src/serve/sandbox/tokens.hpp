#pragma once

#include "base/json.hpp"
#include "serve/sandbox/state.hpp"

#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

/// The answer to a completed sign-in: {"AuthenticationResult": …, "ChallengeParameters": {}}.
Json sign_in_answer(State& state, const Pool& pool, const Client& client, const User& user);

/// The answer to a renewal. `new_refresh_token`: with rotation; empty without.
Json renewal_answer(State& state, const Pool& pool, const Client& client, const User& user,
                    const Grant& grant, const std::string& new_refresh_token);

/// Whose access token it is.
struct Bearer {
  Pool& pool;
  User& user;
};

/// For operations that take an access token. Error: NotAuthorizedException in Cognito's words when it is
/// none of ours, over, or revoked; when it lacks the scope of user operations.
Bearer check_access_token(State& state, std::string_view text);

}  // namespace cauth::serve::sandbox
