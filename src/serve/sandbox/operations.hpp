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

// registration.cpp
Json sign_up(State& state, const Json& input);
Json confirm_sign_up(State& state, const Json& input);
Json resend_confirmation_code(State& state, const Json& input);
Json admin_confirm_sign_up(State& state, const Json& input);

// password_reset.cpp
Json forgot_password(State& state, const Json& input);
Json confirm_forgot_password(State& state, const Json& input);

// attributes.cpp
Json update_user_attributes(State& state, const Json& input);
Json delete_user_attributes(State& state, const Json& input);
Json get_user_attribute_verification_code(State& state, const Json& input);
Json verify_user_attribute(State& state, const Json& input);
Json delete_user(State& state, const Json& input);

// device_operations.cpp
Json confirm_device(State& state, const Json& input);
Json list_devices(State& state, const Json& input);
Json get_device(State& state, const Json& input);
Json forget_device(State& state, const Json& input);
Json update_device_status(State& state, const Json& input);

// software_token_setup.cpp
Json associate_software_token(State& state, const Json& input);
Json verify_software_token(State& state, const Json& input);

// mfa_preference.cpp
Json set_user_mfa_preference(State& state, const Json& input);
Json admin_set_user_mfa_preference(State& state, const Json& input);
Json get_user_auth_factors(State& state, const Json& input);

// passkeys.cpp
Json start_web_authn_registration(State& state, const Json& input);
Json complete_web_authn_registration(State& state, const Json& input);
Json list_web_authn_credentials(State& state, const Json& input);
Json delete_web_authn_credential(State& state, const Json& input);

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
