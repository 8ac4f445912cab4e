#pragma once

#include "jose/verifier.hpp"
#include "serve/message.hpp"
#include "serve/sandbox/state.hpp"

#include <optional>
#include <string_view>

namespace cauth::serve::sandbox {

// Two APIs that want a token of the sandbox's first pool, with any method. Each has the paths `hello` (any
// user), `claims` (the same; answers with what the token says), `scoped` (wants the scope that sign-in gives)
// and `orders` (wants a scope that no sign-in gives).

/// As API Gateway words a refusal: the message in the body, the name of the error in a header (empty: none).
Response gateway_error(State& state, int status, std::string_view type, std::string_view message);

/// Below /rest/ (where `signed` wants a signature with AWS credentials): as API Gateway's REST API with a
/// Cognito authorizer behaves. Without scopes it wants the ID token, with scopes the access token.
Response serve_rest_api(State& state, const Request& request);

/// Below /http/: as API Gateway's HTTP API with a JWT authorizer behaves. Its audience lists the pool's
/// clients, but those that say otherwise.
Response serve_http_api(State& state, const Request& request);

/// What the Authorization header holds, with or without Bearer; nothing when there is no token in it.
std::optional<std::string_view> sent_token(const Request& request);

/// The token that a request came with, judged as one of any client of
/// the pool; nothing when it came without.
std::optional<jose::Verification> judge_token(State& state, const Request& request);

/// What the API at the request's path answers to a token that it does not like; for tests that want a good
/// one refused.
Response refuse_token(State& state, const Request& request);

}  // namespace cauth::serve::sandbox
