#include "call/graphql.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "call/perform.hpp"
#include "call/request_parts.hpp"
#include "call/target.hpp"
#include "cli/api_connection.hpp"
#include "cli/api_tokens.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/sessions.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

constexpr std::size_t kLargestQuery = std::size_t{4} << 20U;
constexpr std::size_t kLargestAnswer = std::size_t{64} << 20U;

// Keeps an answer for reading, up to its limit.
class AnswerText : public Sink {
 public:
  void write(std::string_view bytes) override {
    if (text.size() + bytes.size() > kLargestAnswer) {
      Error error(Category::transport, "the answer is larger than 64 MiB");
      error.detail = curl_exit::kTooLarge;
      throw error;
    }
    text.append(bytes);
  }
  std::string text;
};

// Remembers what was sent, for the hint of a refusal.
class RememberedTokens : public call::TokenSource {
 public:
  explicit RememberedTokens(Context& context) : tokens_(context) {}
  call::SessionToken get(const call::TokenPlan& plan) override {
    auto token = tokens_.get(plan);
    sent = fmt::format("the {} token of {}, {} Bearer,", token.use == jose::TokenUse::id ? "ID" : "access",
                       token.whose, plan.bearer ? "behind" : "without");
    return token;
  }
  call::SessionToken renew(const call::SessionToken& old, const call::TokenPlan& plan) override {
    return tokens_.renew(old, plan);
  }
  std::string sent;

 private:
  SessionTokens tokens_;
};

struct Graphql : Command {
  call::Options options;
  call::GraphqlOperation operation;
  std::optional<std::string> url, query, variables;

  void declare(Args& args) override {
    args.describe(
        "Sends a GraphQL operation with the session's token and prints its data. The token goes where "
        "\"cauth call\" would send it, is renewed before it is over, and once when the API answers 401. "
        "AppSync "
        "gets it without Bearer.\n\n"
        "The query stands on the line, in a file (@FILE), or comes on standard input. --query PATH picks a "
        "value out of the data, as with every command.\n\n"
        "Errors in the answer are a failure, whatever its status: each is one line on standard error, and "
        "the "
        "exit status is 1. Data that came with them is printed.");
    args.positional(url, "URL",
                    "address of the endpoint; a path such as /graphql is below the profile's api");
    args.positional(query, "QUERY", "the operation; @FILE reads it from a file, - from standard input");
    args.option(operation.variable, "--variable", "NAME=VALUE",
                "a variable; the value is JSON or a text, @FILE reads it from a file");
    args.option(variables, "--variables", "FILE", "variables as a JSON object; - is standard input")
        .completes(Completion::file);
    args.option(operation.operation_name, "--operation-name", "NAME",
                "which operation of the query to run, where there are several");
    declare_session_choice(args);
    args.setting("api");
    declare_api_options(args, options);
    declare_renewal_option(args, options);
    args.example("the names of all users",
                 "cauth graphql /graphql '{ users { name } }' --query 'users[].name'");
    args.example("a query from a file, with a variable",
                 "cauth graphql https://abc.appsync-api.eu-west-1.amazonaws.com/graphql @orders.graphql "
                 "--variable id=7");
  }

  int run(Context& context) override {
    if (!url) throw usage_error("no endpoint to ask", "cauth graphql URL 'query { … }'");
    read_operation(context);
    if (options.total_timeout.count() != 0) context.end_by(context.clock().now() + options.total_timeout);
    RememberedTokens tokens(context);
    AnswerText text;
    const auto head = send(context, tokens, text);
    const auto answer = call::read_graphql_answer(head, text.text);
    if (answer.data) print_value(context, *answer.data);
    if (answer.errors.empty()) return 0;
    tell(context, answer.errors, tokens.sent);
    return 1;
  }

 private:
  void read_operation(Context& context) {
    const bool variables_on_stdin = variables == "-";
    const bool query_on_stdin = !query || query == "-" || query == "@-";
    if (variables_on_stdin && query_on_stdin)
      throw usage_error("the query and the variables cannot both come on standard input");
    if (!query && !context.io().in_is_data)
      throw usage_error("there is no query", "give it as the second word, as @FILE, or on standard input");
    const auto from_stdin = [&] { return read_all(context.io().in, kLargestQuery, "standard input"); };
    if (query_on_stdin) {
      operation.query = from_stdin();
    } else {
      operation.query = query->starts_with('@') ? read_file(query->substr(1), kLargestQuery) : *query;
    }
    if (variables)
      operation.variables = variables_on_stdin ? from_stdin() : read_file(*variables, kLargestQuery);
  }

  http::Response send(Context& context, call::TokenSource& tokens, Sink& out) {
    call::Call request{.url = call::target_url(*url, context.settings().get("api")),
                       .headers = api_headers(context, options),
                       .body = SecretString::take(call::graphql_body(operation)),
                       .connection = api_connection(context, options),
                       .deadline = context.deadline()};
    if (!request.headers.mentions("Content-Type"))
      request.headers.headers.add("Content-Type", "application/json");
    if (!request.headers.mentions("Accept"))
      request.headers.headers.add("Accept", "application/graphql-response+json, application/json");
    const auto trace = api_trace(context);
    request.connection.trace = trace.get();
    return call::perform(request, token_rules(context), options, api_outside(context, tokens, out));
  }

  static void tell(Context& context, const std::vector<call::GraphqlError>& errors, std::string_view sent) {
    for (const auto& error : errors) {
      std::string line = error.message;
      if (!error.path.empty()) line += fmt::format(" (at {})", error.path);
      if (!error.type.empty()) line += fmt::format(" [{}]", error.type);
      context.note(line);
    }
    if (const auto hint = call::graphql_hint(errors, sent); !hint.empty())
      print(context.io().err, "hint: {}\n", hint);
  }
};

}  // namespace

CAUTH_COMMAND(graphql, Graphql)

}  // namespace cauth::cli
