#pragma once

#include "base/json.hpp"
#include "serve/sandbox/state.hpp"

#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

/// The answer to a completed sign-in: {"AuthenticationResult": …, "ChallengeParameters": {}}. `device_key`:
/// of the device that was signed in with; where devices are tracked and there is none, NewDeviceMetadata
/// names a new one.
Json sign_in_answer(State& state, const Pool& pool, const Client& client, User& user,
                    const std::string& device_key);

/// The answer to a renewal. `new_refresh_token`: with rotation; empty without.
Json renewal_answer(State& state, const Pool& pool, const Client& client, const User& user,
                    const Grant& grant, const std::string& new_refresh_token);

/// The token endpoint's answer to an authorization code: {"access_token": …, "id_token": …}.
Json code_answer(State& state, const Pool& pool, const Client& client, const User& user,
                 const CodeGrant& code);
/// The same to a refresh token. `new_refresh_token`: with rotation; empty without.
Json oauth_renewal_answer(State& state, const Pool& pool, const Client& client, const User& user,
                          const Grant& grant, const std::string& new_refresh_token);
/// The same to a client that signs in as itself: an access token alone, which names no user.
Json machine_answer(State& state, const Pool& pool, const Client& client, const std::string& scopes);

/// What sign-ins through the API get, and what user operations want.
constexpr std::string_view kUserScope = "aws.cognito.signin.user.admin";

/// Whose access token it is.
struct Bearer {
  Pool& pool;
  User& user;
};

/// For operations that take an access token. Error: NotAuthorizedException in Cognito's words when it is
/// none of ours, over, or revoked; when it lacks the scope.
Bearer check_access_token(State& state, std::string_view text, std::string_view scope = kUserScope);

}  // namespace cauth::serve::sandbox
