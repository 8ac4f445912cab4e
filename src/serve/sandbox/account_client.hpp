#pragma once

#include "base/json.hpp"
#include "serve/sandbox/state.hpp"

#include <string_view>

namespace cauth::serve::sandbox {

/// The client that an unsigned operation about an account names (ClientId), once its SecretHash for that
/// username was found right. Error: NotAuthorizedException in Cognito's words.
PoolClient account_client(State& state, const Json& input, std::string_view username);

}  // namespace cauth::serve::sandbox
