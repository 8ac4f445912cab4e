#pragma once

#include "serve/message.hpp"
#include "serve/sandbox/state.hpp"

namespace cauth::serve::sandbox {

/// What X-Amz-Target begins with for user pools.
bool is_service_call(const Request& request);

/// The Cognito API: POST / with X-Amz-Target, JSON in and out, refusals as the service words them.
Response serve_operation(State& state, const Request& request);

/// A refusal or failure in the service's form: `{"__type": CODE, "message": TEXT}`.
Response service_error(int status, std::string_view code, std::string_view message, Random& random);

}  // namespace cauth::serve::sandbox
