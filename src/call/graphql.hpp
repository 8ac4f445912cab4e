#pragma once

#include "base/json.hpp"
#include "http/message.hpp"

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// A GraphQL operation to send (https://graphql.github.io/graphql-over-http/draft/).
struct GraphqlOperation {
  std::string query;
  std::optional<std::string> variables;  ///< of --variables: a JSON object
  std::vector<std::string> variable;     ///< of --variable: "name=value", "name=@FILE"
  std::optional<std::string> operation_name;
};

/// The body of the POST. A value that is JSON is taken as it is (a number, true, an object), any other as a
/// text; --variable wins over --variables. Error{usage} for variables that are no object, an empty query.
std::string graphql_body(const GraphqlOperation& operation);

/// One of an answer's errors, for people.
struct GraphqlError {
  std::string message;
  std::string path;  ///< "orders[0].total", or empty
  std::string type;  ///< AppSync's errorType, or extensions.code
};

struct GraphqlAnswer {
  std::unique_ptr<Json>
      data;  ///< null where there is none, or it is null; a pointer, so that this stays light
  std::vector<GraphqlError> errors;
};

/// The errors of an answer's body; none where it is no object, or has none.
std::vector<GraphqlError> graphql_errors(const Json& body);

/// Reads an answer, whatever its status: errors come with 200 and with 4xx alike. Error{transport} with
/// curl's codes: 22 for a status of 400 or more without errors in the body, 8 for what is no answer to
/// GraphQL.
GraphqlAnswer read_graphql_answer(const http::Response& head, std::string_view body);

/// What to do about such an error, or empty. `sent`: a token was sent, as "the ID token of alice, behind
/// Bearer".
std::string graphql_hint(std::span<const GraphqlError> errors, std::string_view sent);

}  // namespace cauth::call
