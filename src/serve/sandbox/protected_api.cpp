#include "serve/sandbox/protected_api.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "http/status.hpp"
#include "jose/verifier.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

constexpr std::string_view kRest = "/rest/", kHttp = "/http/";
constexpr std::string_view kHello = "Hello from Lambda!";

struct Route {
  std::string_view path;
  std::string_view scope;  // empty: none wanted
};
constexpr std::array<Route, 4> kRoutes = {
    {{"hello", ""}, {"claims", ""}, {"scoped", "aws.cognito.signin.user.admin"}, {"orders", "orders/read"}}};

const Route* find_route(const Request& request, std::string_view below) {
  const std::string_view path = request.path().substr(below.size());
  const auto* found =
      std::find_if(kRoutes.begin(), kRoutes.end(), [&](const Route& route) { return route.path == path; });
  return found == kRoutes.end() ? nullptr : found;
}

}  // namespace

std::optional<std::string_view> sent_token(const Request& request) {
  constexpr std::string_view kBearer = "bearer ";
  const std::string* header = request.headers.find("Authorization");
  if (header == nullptr) return std::nullopt;
  std::string_view token = trim(*header);
  if (equal_ignoring_case(token.substr(0, kBearer.size()), kBearer))
    token = trim(token.substr(kBearer.size()));
  if (token.empty()) return std::nullopt;
  return token;
}

namespace {

jose::Policy policy_of(const State& state) {
  const Pool& pool = state.pool_of_apis();
  jose::Policy policy{.issuers = {state.issuer_of(pool)}};
  for (const auto& client : pool.clients) {
    if (client.second.in_audience) policy.clients.push_back(client.first);
  }
  return policy;
}

// Neither a Cognito authorizer nor AppSync, unless told to, looks at the client.
jose::Policy policy_without_client(const State& state) {
  jose::Policy policy = policy_of(state);
  policy.any_client = true;
  return policy;
}

jose::Verification verify(State& state, std::string_view token, const jose::Policy& policy) {
  jose::KeySet keys = jose::KeySet::parse(state.keys.jwks());
  return jose::verify(token, policy, keys, state.now());
}

Response rest_unauthorized(State& state, std::string_view message = "Unauthorized") {
  return gateway_error(state, http::status::kUnauthorized, "UnauthorizedException", message);
}

Response http_refusal(State& state, int status, std::string_view message, std::string challenge) {
  Response response = gateway_error(state, status, {}, message);
  response.headers.add("www-authenticate", std::move(challenge));
  return response;
}

Response invalid_token(State& state, std::string_view scope, std::string_view why) {
  return http_refusal(
      state, http::status::kUnauthorized, "Unauthorized",
      fmt::format(R"(Bearer scope="{}" error="invalid_token" error_description="{}")", scope, why));
}

std::string_view http_api_words(jose::Reason reason) {
  switch (reason) {
    case jose::Reason::expired: return "the token has expired";
    case jose::Reason::wrong_client: return "the token does not have a valid audience";
    case jose::Reason::wrong_issuer: return "the token does not have a valid issuer";
    case jose::Reason::unknown_kid: return "signing key for the token was not found";
    default: return "the token is not valid";
  }
}

// The scope rule comes last, so what else is wrong is said first.
bool lacks_scope(const jose::Verification& checked) {
  return checked.verdict.reason == jose::Reason::missing_scope;
}

Response lambda_answer(const Route& route, const jose::Verification& checked, std::string_view type) {
  if (route.path == "claims") return json_response(200, json_text(checked.token->payload));
  Response response{.status = 200, .body = std::string(kHello)};
  response.headers.add("Content-Type", std::string(type));
  return response;
}

Response no_such_route(State& state) {
  return gateway_error(state, http::status::kForbidden, "MissingAuthenticationTokenException",
                       "Missing Authentication Token");
}

// As the signature's own check words it, token and all.
Response wants_signature(State& state, const Request& request) {
  const std::string* header = request.headers.find("Authorization");
  if (header == nullptr) return no_such_route(state);
  const auto words = split_words(*header);
  return gateway_error(
      state, http::status::kForbidden, "IncompleteSignatureException",
      fmt::format("'{}' not a valid key=value pair (missing equal-sign) in Authorization header: '{}'.",
                  words.empty() ? "" : words.back(), *header));
}

}  // namespace

Response gateway_error(State& state, int status, std::string_view type, std::string_view message) {
  Response response = json_response(status, json_text(Json{{"message", message}}));
  response.headers.add("x-amzn-RequestId", random_uuid(state.random));
  if (!type.empty()) response.headers.add("x-amzn-ErrorType", std::string(type));
  return response;
}

Response serve_rest_api(State& state, const Request& request) {
  const Route* route = find_route(request, kRest);
  if (request.path() == "/rest/signed") return wants_signature(state, request);
  if (route == nullptr) return no_such_route(state);
  const auto token = sent_token(request);
  if (!token) return rest_unauthorized(state);
  jose::Policy policy = policy_without_client(state);
  policy.token_use = route->scope.empty() ? jose::TokenUse::id : jose::TokenUse::access;
  if (!route->scope.empty()) policy.scopes = {std::string(route->scope)};
  const auto checked = verify(state, *token, policy);
  if (checked.verdict.reason == jose::Reason::expired)
    return rest_unauthorized(state, "The incoming token has expired");
  if (lacks_scope(checked)) {
    return gateway_error(state, http::status::kForbidden, "AccessDeniedException",
                         "User is not authorized to access this resource");
  }
  if (!checked.verdict) return rest_unauthorized(state);
  Response response = lambda_answer(*route, checked, "application/json");
  response.headers.add("x-amzn-RequestId", random_uuid(state.random));
  return response;
}

Response serve_http_api(State& state, const Request& request) {
  const Route* route = find_route(request, kHttp);
  if (route == nullptr) return gateway_error(state, http::status::kNotFound, {}, "Not Found");
  const auto token = sent_token(request);
  if (!token) return http_refusal(state, http::status::kUnauthorized, "Unauthorized", "Bearer");
  jose::Policy policy = policy_of(state);
  if (!route->scope.empty()) policy.scopes = {std::string(route->scope)};
  const auto checked = verify(state, *token, policy);
  if (lacks_scope(checked)) {
    return http_refusal(
        state, http::status::kForbidden, "Forbidden",
        fmt::format(R"(Bearer scope="{}" error="insufficient_scope" error_description="insufficient scope")",
                    route->scope));
  }
  if (!checked.verdict) return invalid_token(state, route->scope, http_api_words(checked.verdict.reason));
  return lambda_answer(*route, checked, "text/plain; charset=utf-8");
}

std::optional<jose::Verification> judge_token(State& state, const Request& request) {
  const auto token = sent_token(request);
  if (!token) return std::nullopt;
  return verify(state, *token, policy_without_client(state));
}

Response refuse_token(State& state, const Request& request) {
  return request.path().starts_with(kHttp) ? invalid_token(state, {}, "the token is not valid")
                                           : rest_unauthorized(state);
}

}  // namespace cauth::serve::sandbox
