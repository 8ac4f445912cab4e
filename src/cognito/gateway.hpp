#pragma once

#include "jose/policy.hpp"

#include <cstdint>
#include <optional>
#include <string_view>

namespace cauth::cognito {

/// AWS's own consumers of a pool's tokens, each with rules of its own.
enum class Gateway : std::uint8_t {
  apigw_rest,     ///< a REST API's COGNITO_USER_POOLS authorizer
  apigw_http,     ///< an HTTP API's JWT authorizer
  appsync,        ///< AMAZON_COGNITO_USER_POOLS
  identity_pool,  ///< a Logins map
};

/// "apigw-rest", "apigw-http", "appsync", "identity-pool".
std::optional<Gateway> gateway_named(std::string_view name);

/// Makes the policy the gateway's, where the user has not said otherwise:
/// - apigw-rest: of any client of the pool; the ID token, or, for a method with scopes, the access token
///   (https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-integrate-with-cognito.html);
/// - apigw-http: both kinds, the client among the audiences
///   (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html);
/// - appsync: both kinds; the client only where one is named;
/// - identity-pool: the ID token of the client that the pool names.
void apply(Gateway gateway, jose::Policy& policy, bool client_named);

}  // namespace cauth::cognito
