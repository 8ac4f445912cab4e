#pragma once

#include "base/json.hpp"
#include "serve/sandbox/input.hpp"
#include "serve/sandbox/state.hpp"

namespace cauth::serve::sandbox {

/// The flow REFRESH_TOKEN_AUTH. Its SECRET_HASH is over the user's real username, never an alias.
Json renew_with_refresh_token_auth(State& state, Pool& pool, Client& client, const TextMap& parameters);

}  // namespace cauth::serve::sandbox
