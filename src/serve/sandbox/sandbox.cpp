#include "serve/sandbox/sandbox.hpp"

#include "base/duration.hpp"
#include "base/text.hpp"
#include "serve/sandbox/broken_authorizer.hpp"
#include "serve/sandbox/graphql_api.hpp"
#include "serve/sandbox/oauth.hpp"
#include "serve/sandbox/protected_api.hpp"
#include "serve/sandbox/service.hpp"
#include "serve/sandbox/test_tools.hpp"

#include <optional>
#include <string_view>

namespace cauth::serve::sandbox {
namespace {

constexpr std::string_view kJwks = "/.well-known/jwks.json";

bool is_api_call(const Request& request) {
  return request.path().starts_with("/rest/") || request.path().starts_with("/http/");
}

// Where misbehaviour may be ordered.
std::optional<Faults::Side> side_of(const Request& request) {
  if (is_service_call(request)) return Faults::Side::service;
  if (is_api_call(request)) return Faults::Side::api;
  const std::string_view path = request.path();
  const bool of_program = path == "/oauth2/token" || path == "/oauth2/revoke" || path == "/oauth2/userInfo";
  return of_program ? std::optional(Faults::Side::oauth) : std::nullopt;
}

// "/us-east-1_Sandbox01/.well-known/jwks.json"
bool is_key_set(const State& state, std::string_view path) {
  return path.ends_with(kJwks) &&
         state.pools.find(path.substr(1, path.size() - kJwks.size() - 1)) != state.pools.end();
}

}  // namespace

Response Sandbox::route(const Request& request) {
  constexpr int kNotFound = 404;
  if (is_service_call(request)) return serve_operation(state_, request);
  if (request.path().starts_with("/rest/")) return serve_rest_api(state_, request);
  if (request.path().starts_with("/http/")) return serve_http_api(state_, request);
  if (request.path() == "/graphql") return serve_graphql_api(state_, request);
  if (is_key_set(state_, request.path())) return json_response(200, state_.keys.jwks());
  if (auto response = serve_oauth(state_, request)) return *std::move(response);
  if (auto response = serve_control(state_, faults_, request)) return *std::move(response);
  if (auto response = serve_plain_page(request)) return *std::move(response);
  return json_response(kNotFound, "{\"message\":\"Not Found\"}");
}

Response Sandbox::answer(const Request& request) {
  if (const auto passed_on = pass_broken_authorizer(state_, request)) return answer(*passed_on);
  if (const auto side = side_of(request)) {
    if (auto wrong = faults_.answer(state_, request, *side, [&] { return route(request); }))
      return *std::move(wrong);
  }
  return route(request);
}

Response Sandbox::handle(const Request& request) {
  Response response = answer(request);
  // A clock that was moved shows: that is what people go by.
  if (state_.clock_shift.count() != 0) response.headers.set("Date", format_http_date(state_.now()));
  return response;
}

}  // namespace cauth::serve::sandbox
