#include "serve/sandbox/faults.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "http/status.hpp"
#include "serve/sandbox/protected_api.hpp"
#include "serve/sandbox/seed_reader.hpp"
#include "serve/sandbox/service.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace cauth::serve::sandbox {
namespace {

struct Kind {
  std::string_view name;
  Response (*make)(State&, const Request&, const std::function<Response()>& whole);
};

Response throttled(State& state, const Request& request, const std::function<Response()>& /*whole*/) {
  constexpr int kTooManyRequests = 429;
  if (request.path().starts_with("/oauth2/")) return json_response(kTooManyRequests, "{}\n");
  return service_error(http::status::kBadRequest, "TooManyRequestsException", "Rate exceeded", state.random);
}
Response internal_error(State& state, const Request& /*request*/,
                        const std::function<Response()>& /*whole*/) {
  return service_error(http::status::kInternalError, "InternalErrorException", "Internal error",
                       state.random);
}
// AWS WAF answers in front of the pool or the API, and does not say why.
Response firewall(State& state, const Request& request, const std::function<Response()>& /*whole*/) {
  if (!is_service_call(request))
    return gateway_error(state, http::status::kForbidden, "ForbiddenException", "Forbidden");
  return service_error(http::status::kForbidden, "ForbiddenException",
                       "Request not allowed due to WAF block.", state.random);
}
// An API's resource policy decides by network or account.
Response resource_policy(State& state, const Request& request, const std::function<Response()>& /*whole*/) {
  return gateway_error(
      state, http::status::kForbidden, "AccessDeniedException",
      fmt::format("User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
                  "arn:aws:execute-api:us-east-1:********0000:sandbox/{}{}",
                  request.method, request.path()));
}
// Threat protection refuses what is right.
Response risk(State& state, const Request& /*request*/, const std::function<Response()>& /*whole*/) {
  return service_error(http::status::kBadRequest, "NotAuthorizedException",
                       "Unable to login because of security reasons", state.random);
}
Response html(State& /*state*/, const Request& /*request*/, const std::function<Response()>& /*whole*/) {
  Response response{.status = http::status::kBadGateway,
                    .body =
                        "<html><head><title>502 Bad Gateway</title></head>"
                        "<body><h1>502 Bad Gateway</h1></body></html>\n"};
  response.headers.add("Content-Type", "text/html");
  return response;
}
// The operation is done, only its answer does not arrive: what makes sending it again dangerous.
Response truncated(State& /*state*/, const Request& /*request*/, const std::function<Response()>& whole) {
  Response response = whole();
  response.cut_after = response.body.size() / 2;
  return response;
}
Response hang_up(State& /*state*/, const Request& /*request*/, const std::function<Response()>& /*whole*/) {
  return {.hang_up = true};
}
Response unauthorized(State& state, const Request& request, const std::function<Response()>& /*whole*/) {
  return refuse_token(state, request);
}

constexpr auto kKinds = std::to_array<Kind>({{"throttled", throttled},
                                             {"firewall", firewall},
                                             {"risk", risk},
                                             {"resource-policy", resource_policy},
                                             {"internal-error", internal_error},
                                             {"html", html},
                                             {"truncated", truncated},
                                             {"hang-up", hang_up},
                                             {"unauthorized", unauthorized}});

struct NamedSide {
  std::string_view name;
  Faults::Side side;
};
constexpr auto kSides = std::to_array<NamedSide>(
    {{"cognito", Faults::Side::service}, {"api", Faults::Side::api}, {"oauth", Faults::Side::oauth}});

const Kind* find_kind(std::string_view name) {
  const auto* found =
      std::find_if(kKinds.begin(), kKinds.end(), [&](const Kind& kind) { return kind.name == name; });
  return found == kKinds.end() ? nullptr : found;
}

}  // namespace

void Faults::order(std::string_view json_text) {
  const ParsedJson parsed = parse_json(json_text);
  if (!parsed) throw usage_error(fmt::format("the fault is not JSON: {}", parsed.problem));
  SeedReader reader(*parsed, "", "the fault");
  const std::string where = reader.required_text("where");
  Ordered ordered{.kind = reader.required_text("kind"), .left = reader.number("count").value_or(1)};
  reader.finish();
  if (find_kind(ordered.kind) == nullptr) reader.fail("kind", "is not known");
  const auto* side =
      std::find_if(kSides.begin(), kSides.end(), [&](const NamedSide& row) { return row.name == where; });
  if (side == kSides.end()) reader.fail("where", "is neither cognito nor api nor oauth");
  ordered_[side->side] = std::move(ordered);
}

std::optional<Response> Faults::answer(State& state, const Request& request, Side side,
                                       const std::function<Response()>& whole) {
  Ordered& ordered = ordered_[side];
  if (ordered.left == 0) return std::nullopt;
  --ordered.left;
  return find_kind(ordered.kind)->make(state, request, whole);
}

}  // namespace cauth::serve::sandbox
