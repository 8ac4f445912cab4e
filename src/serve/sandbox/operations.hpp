#pragma once

#include "base/json.hpp"
#include "serve/sandbox/state.hpp"

#include <string_view>

// The API operations that the sandbox knows, one function each: input to output, or a refusal thrown. Whether
// a signature is needed has been seen to before.
namespace cauth::serve::sandbox {

// sign_in.cpp
Json initiate_auth(State& state, const Json& input);
Json admin_initiate_auth(State& state, const Json& input);

// challenge_answers.cpp
Json respond_to_auth_challenge(State& state, const Json& input);
Json admin_respond_to_auth_challenge(State& state, const Json& input);

// renewal.cpp
Json get_tokens_from_refresh_token(State& state, const Json& input);
Json revoke_token(State& state, const Json& input);

// account.cpp
Json get_user(State& state, const Json& input);
Json change_password(State& state, const Json& input);
Json global_sign_out(State& state, const Json& input);

// administration.cpp
Json admin_create_user(State& state, const Json& input);
Json admin_get_user(State& state, const Json& input);
Json admin_delete_user(State& state, const Json& input);
Json admin_set_user_password(State& state, const Json& input);
Json admin_reset_user_password(State& state, const Json& input);
Json admin_enable_user(State& state, const Json& input);
Json admin_disable_user(State& state, const Json& input);
Json admin_user_global_sign_out(State& state, const Json& input);
Json describe_user_pool_client(State& state, const Json& input);

}  // namespace cauth::serve::sandbox
