#pragma once

#include "call/status_list.hpp"
#include "http/message.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::probe {

/// Who decides about tokens at an endpoint.
enum class Consumer : std::uint8_t {
  own,         ///< an API's own code
  apigw_rest,  ///< a REST API's COGNITO_USER_POOLS authorizer
  apigw_http,  ///< an HTTP API's JWT authorizer
  appsync,     ///< AMAZON_COGNITO_USER_POOLS
  alb,         ///< a load balancer that sends browsers to a sign-in page
};

/// "own", "apigw-rest", "apigw-http", "appsync", "alb".
std::string_view name_of(Consumer consumer);
std::optional<Consumer> consumer_named(std::string_view name);

/// What counts as refused.
struct AnswerRules {
  Consumer consumer = Consumer::own;
  bool graphql = false;           ///< an errors array inside 200 is looked at
  call::StatusList refused = {};  ///< empty: 401 and 403
};

enum class Came : std::uint8_t { let_in, refused, unclear };

/// What an answer means.
struct Answer {
  Came came = Came::unclear;
  int status = 0;
  std::string detail;  ///< what else there is to say, for people: "UnauthorizedException", or empty
};

/// The statuses that say no; of a load balancer a redirect to a sign-in too; of GraphQL errors that speak of
/// permission, or errors without data. A status below 300 lets in; all others are unclear. `body` may be cut
/// short.
Answer judge(const AnswerRules& rules, const http::Response& head, std::string_view body);

}  // namespace cauth::probe
