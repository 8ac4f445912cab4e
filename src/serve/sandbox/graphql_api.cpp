#include "serve/sandbox/graphql_api.hpp"

#include "base/json.hpp"
#include "http/status.hpp"
#include "serve/sandbox/protected_api.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

Json error(std::string_view type, std::string_view message) {
  return {{"errorType", type}, {"message", message}};
}

// As AppSync words it, type in the header too
// (https://docs.aws.amazon.com/appsync/latest/devguide/troubleshooting-and-common-mistakes.html).
Response refused(int status, std::string_view type, std::string_view message) {
  Response response = json_response(status, json_text(Json{{"errors", Json::array({error(type, message)})}}));
  response.headers.add("x-amzn-ErrorType", std::string(type));
  return response;
}

Json groups_of(const Json& claims) {
  return claims.contains("cognito:groups") ? claims["cognito:groups"] : Json::array();
}

std::string username_of(const Json& claims) {
  return string_member_or(claims, "cognito:username", string_member_or(claims, "username", ""));
}

// A field that the user may not see is null, and an error beside the data says so.
void add_admin(Json& answer, const Json& groups, bool asked_for) {
  const bool is_admin = std::find(groups.begin(), groups.end(), "admins") != groups.end();
  answer["data"]["admin"] = is_admin ? Json(true) : Json();
  if (is_admin || !asked_for) return;
  Json refused = error("Unauthorized", "Not Authorized to access admin on type Query");
  refused["path"] = Json::array({"admin"});
  answer["errors"] = Json::array({std::move(refused)});
}

}  // namespace

Response serve_graphql_api(State& state, const Request& request) {
  const auto judged = judge_token(state, request);
  if (!judged)
    return refused(http::status::kUnauthorized, "UnauthorizedException", "Missing authorization header");
  if (judged->verdict.reason == jose::Reason::expired)
    return refused(http::status::kUnauthorized, "UnauthorizedException", "Token has expired.");
  if (!judged->verdict)
    return refused(http::status::kUnauthorized, "UnauthorizedException",
                   "You are not authorized to make this call.");
  const ParsedJson asked = parse_json(request.body);
  if (!asked || !(*asked).is_object() || string_member(*asked, "query") == nullptr)
    return refused(http::status::kBadRequest, "MalformedHttpRequestException",
                   "Unable to parse GraphQL query.");
  const Json& claims = judged->token->payload;
  const Json groups = groups_of(claims);
  Json answer = {
      {"data", {{"me", {{"username", username_of(claims)}, {"groups", groups}}}, {"echo", *asked}}}};
  add_admin(answer, groups, string_member(*asked, "query")->find("admin") != std::string::npos);
  return json_response(http::status::kOk, json_text(answer));
}

}  // namespace cauth::serve::sandbox
