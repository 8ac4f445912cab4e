#include "call/graphql.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "http/status.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <utility>

namespace cauth::call {
namespace {

constexpr std::size_t kLongestVariable = std::size_t{16} << 20U;

Json json_or_text(std::string_view text) {
  auto parsed = parse_json(text);
  return parsed ? std::move(*parsed) : Json(std::string(text));
}

void set_variable(Json& variables, const std::string& text) {
  const auto halves = split_once(text, '=');
  if (!halves || halves->before.empty()) {
    throw usage_error(fmt::format("--variable \"{}\" has no name", printable(text)),
                      "write --variable name=value");
  }
  std::string value(halves->after);
  if (value.starts_with('@')) value = read_file(value.substr(1), kLongestVariable);
  variables[std::string(halves->before)] = json_or_text(value);
}

Json variables_of(const GraphqlOperation& operation) {
  Json variables = Json::object();
  if (operation.variables) {
    auto parsed = parse_json(*operation.variables);
    if (!parsed || !(*parsed).is_object()) {
      throw usage_error(
          fmt::format("the variables are no JSON object{}{}", parsed ? "" : ": ", parsed.problem),
          "they look like {\"id\": 7}");
    }
    variables = std::move(*parsed);
  }
  for (const auto& each : operation.variable) set_variable(variables, each);
  return variables;
}

// ["orders", 0, "total"] as orders[0].total
std::string path_text(const Json& error) {
  std::string text;
  if (!error.contains("path") || !error["path"].is_array()) return text;
  for (const auto& step : error["path"]) {
    if (step.is_number_integer()) text += fmt::format("[{}]", step.get<std::int64_t>());
    if (step.is_string()) text += (text.empty() ? "" : ".") + step.get<std::string>();
  }
  return printable(text);
}

std::string type_of(const Json& error) {
  if (const auto* type = string_member(error, "errorType")) return printable(*type);
  if (!error.contains("extensions") || !error["extensions"].is_object()) return {};
  return printable(string_member_or(error["extensions"], "code", ""));
}

bool speaks_of(const GraphqlError& error, std::string_view word) {
  return error.type.find(word) != std::string::npos || error.message.find(word) != std::string::npos;
}

}  // namespace

std::string graphql_body(const GraphqlOperation& operation) {
  if (trim(operation.query).empty())
    throw usage_error("there is no query", "give it as the second word, as @FILE, or on standard input");
  Json body = Json::object();
  body["query"] = operation.query;
  if (Json variables = variables_of(operation); !variables.empty()) body["variables"] = std::move(variables);
  if (operation.operation_name) body["operationName"] = *operation.operation_name;
  return json_text(body);
}

std::vector<GraphqlError> graphql_errors(const Json& body) {
  std::vector<GraphqlError> errors;
  if (!body.is_object() || !body.contains("errors") || !body["errors"].is_array()) return errors;
  for (const auto& error : body["errors"]) {
    if (!error.is_object()) continue;
    errors.push_back(
        {.message = printable(string_member_or(error, "message", "an error without a message"), 1000),
         .path = path_text(error),
         .type = type_of(error)});
  }
  return errors;
}

GraphqlAnswer read_graphql_answer(const http::Response& head, std::string_view body) {
  constexpr std::size_t kLargestAnswer = std::size_t{64} << 20U;
  constexpr std::size_t kDeepestAnswer = 128;
  auto parsed = parse_json(body, {.bytes = kLargestAnswer, .depth = kDeepestAnswer});
  const bool object = parsed && (*parsed).is_object();
  GraphqlAnswer answer;
  if (object) answer.errors = graphql_errors(*parsed);
  if (answer.errors.empty() && head.status >= http::status::kFirstFailure)
    throw transport_error(curl_exit::kHttpError, fmt::format("the answer is status {}", head.status));
  if (!object || (answer.errors.empty() && !(*parsed).contains("data"))) {
    throw transport_error(curl_exit::kWeirdReply, "what came back is no answer to a GraphQL query",
                          "is this the address of a GraphQL endpoint? It often ends in /graphql");
  }
  if ((*parsed).contains("data") && !(*parsed)["data"].is_null())
    answer.data = std::make_unique<Json>(std::move((*parsed)["data"]));
  return answer;
}

std::string graphql_hint(std::span<const GraphqlError> errors, std::string_view sent) {
  // AppSync's words (https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html): a request it
  // does not let in is an UnauthorizedException, a field that the user may not see is Unauthorized.
  const auto any = [&](std::string_view word) {
    return std::any_of(errors.begin(), errors.end(),
                       [&](const auto& error) { return speaks_of(error, word); });
  };
  if (any("UnauthorizedException")) {
    if (sent.empty()) return "no token was sent; --token-use id sends the ID token";
    return fmt::format(
        "{} was sent: \"cauth verify\" says whether it is good and of the API's pool; some APIs want the "
        "other "
        "kind (--token-use), or the token without or with Bearer (--auth-header raw, Bearer)",
        sent);
  }
  if (any("Unauthorized"))
    return "the token was taken, and its user may not do this: groups and scopes are in \"cauth decode\"";
  return {};
}

}  // namespace cauth::call
