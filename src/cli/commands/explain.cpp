#include "aws/error_text.hpp"
#include "aws/hints.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "call/explain/saved_answer.hpp"
#include "cli/api_connection.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/explain_evidence.hpp"
#include "cli/explain_request.hpp"
#include "cli/explain_view.hpp"
#include "cli/token_input.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

using call::Exchange;
using call::explain::Cause;

constexpr std::size_t kLargestErrorText = std::size_t{64} * 1024;

// No token has a slash: its letters are base64url's.
bool is_address(std::string_view text) {
  return !text.starts_with('{') && !trim(text).starts_with("Authorization") &&
         text.find('/') != std::string_view::npos;
}

class Explain : public Command {
 public:
  void declare(Args& args) override {
    args.positional(subject_, "TOKEN|URL", "the token, - for standard input; or an address to ask");
    args.rest(line_, "CURL-LINE", "the request of a line for curl, as a browser's tools copy it");
    // Not --scope: here it says what the method wants.
    for (const char* name : {"username", "user_pool_id", "client_id", "api"}) args.setting(name);
    args.option(response_, "--response", "FILE", "the API's answer as curl -i wrote it; - is standard input")
        .completes(Completion::file);
    args.option(error_, "--error", "TEXT", "explain this error of Cognito; - is standard input");
    args.flag(rules_.live, "--live", "ask Cognito whether the session was signed out (GetUser)");
    args.flag(rules_.offline, "--offline", "send nothing to anybody, and use the keys that were kept");
    args.flag(send_, "--send", "send the line's request also where it may change something");
    args.each("--as", "CONSUMER", "what guards the API (default: what its answer looks like)",
              [this](const std::string& name) { rules_.gateway = cognito::gateway_named(name); })
        .choices({"apigw-rest", "apigw-http", "appsync", "identity-pool"});
    args.option(rules_.scopes, "--scope", "SCOPE", "the method wants this scope, or one of several");
    args.option(rules_.groups, "--group", "GROUP", "it wants this group, or one of several");
    declare_api_options(args, options_);
    describe(args);
  }

  int run(Context& context) override {
    check();
    if (error_) return explain_error(context);
    const Exchange exchange = find_exchange(context);
    call::explain::Evidence evidence = evidence_about(context, exchange, rules_);
    if (!has_request_) evidence.request.reset();
    return print_explanation(context, evidence, sent_);
  }

 private:
  static void describe(Args& args) {
    args.describe(
        "Says why an API refuses a token, and what to do: the causes that the evidence leaves, the likeliest "
        "first. The evidence is the token, the profile, and the API's answer where there is one.\n\n"
        "With TOKEN (an argument, standard input, or the session's own) nothing is sent but the request for "
        "the "
        "pool's public keys, which --offline leaves out. With URL that address is asked once, by GET (a "
        "GraphQL endpoint for { __typename }), with "
        "the "
        "session's token where \"cauth call\" would send it. What follows -- is a line for curl, such as a "
        "browser's developer tools copy: its own Authorization header is the token, and its request is sent "
        "once, to its own address alone; one that may change something (POST, PUT, DELETE …) only with "
        "--send. "
        "With --response FILE the answer is read from a file and no request is sent.\n\n"
        "The keys are always those of the profile's pool: what the token says only has to agree. --live "
        "sends "
        "the access token to Cognito, which knows of sessions that were signed out; gateways do not.\n\n"
        "--error explains what Cognito itself said, as cauth, the AWS CLI or an SDK printed it.\n\n"
        "The status is 0 when nothing wrong was found and 1 when a cause is named. As JSON it prints token, "
        "request, answer and causes, each with code, weight (stated, shown, fits, possible), summary, "
        "evidence and "
        "fix. Codes are wrong_path, sigv4_expected, sign_in_page, no_token_sent, bearer_expected, "
        "bearer_not_expected, refresh_token_sent, not_a_token, bad_signature, clock_skew, expired, "
        "not_yet_valid, "
        "wrong_pool, wrong_region, wrong_client, wrong_token_use, missing_scope, missing_group, revoked, "
        "user_not_allowed, denied_by_policy, blocked_by_firewall, denied_by_authorizer, throttled, "
        "api_failed and "
        "refused_by_api; those of Cognito's errors stand for themselves.");
    args.example("why does this API refuse me?", "cauth explain https://api.example.com/orders");
    args.example("what is wrong with this token?", "cauth explain eyJraWQiOi…");
    args.example("an answer that was saved",
                 "curl -i -H \"Authorization: Bearer $TOKEN\" $URL | "
                 "cauth explain --response - $TOKEN");
    args.example("a request that the browser made",
                 "cauth explain -- curl 'https://api.example.com/me' -H 'authorization: Bearer eyJ…'");
    args.example("Cognito's own words", "cauth explain --error 'Incorrect username or password.'");
  }

  void check() const {
    if (error_ && (subject_ || response_ || !line_.empty()))
      throw usage_error("--error is explained by itself", "leave out the token, the address and --response");
    if (subject_ && !line_.empty())
      throw usage_error("a token or an address, and a line for curl, cannot both be explained",
                        "leave out one of them");
    if (response_ == kStandardInput && subject_ == kStandardInput)
      throw usage_error("the token and the answer cannot both come on standard input",
                        "put one of them into a file or an argument");
  }

  static std::string read_named(Context& context, const std::string& name, std::size_t limit) {
    if (name == kStandardInput) return read_all(context.io().in, limit, "standard input");
    return read_file(name, limit);
  }

  int explain_error(Context& context) const {
    const std::string text =
        *error_ == kStandardInput ? read_named(context, *error_, kLargestErrorText) : *error_;
    const auto error = aws::read_error_text(text);
    if (error.code.empty() && error.message.empty()) throw usage_error("there is no error to explain");
    const std::string said = error.code.empty() ? "" : fmt::format("Cognito says {}", printable(error.code));
    std::vector<Cause> causes;
    for (auto& known : aws::causes_of(error.code, error.message, "cognito-idp:" + error.operation)) {
      causes.push_back({.code = std::move(known.code),
                        .weight = call::explain::Weight::fits,
                        .summary = std::move(known.summary),
                        .evidence = said,
                        .fix = std::move(known.fix)});
    }
    if (causes.empty()) {
      causes.push_back(
          {.code = error.code.empty() ? "unknown" : aws::reason_of(error.code),
           .summary = fmt::format("cauth knows nothing more about \"{}\"", printable(error.message)),
           .evidence = said,
           .fix = "-v shows what was sent and what came"});
    }
    return print_causes(context, causes);
  }

  Asking asking() const { return {.send = !response_ && !rules_.offline, .changes = send_}; }

  Exchange find_exchange(Context& context) {
    std::optional<http::SmallResponse> saved;
    if (response_)
      saved = call::explain::read_saved_answer(
          read_named(context, *response_, call::explain::kLargestSavedAnswer));
    Exchange exchange = asked(context);
    sent_ = exchange.answer.has_value();
    if (saved) exchange.answer = std::move(saved);
    return exchange;
  }

  Exchange asked(Context& context) {
    has_request_ = true;
    if (!line_.empty()) return exchange_of_curl_line(context, line_, asking());
    options_.no_renew = true;
    if (subject_ && is_address(*subject_)) return exchange_with(context, *subject_, options_, asking());
    has_request_ = false;
    const auto use = options_.token_use ? jose::token_use_named(*options_.token_use) : std::nullopt;
    // With the answer on standard input the token is the session's.
    auto input = !subject_ && response_ ? stored_token(context, use) : read_token(context, subject_, use);
    Exchange exchange;
    exchange.token = std::move(input.text);
    return exchange;
  }

  std::optional<std::string> subject_, response_, error_;
  std::vector<std::string> line_;
  ExplainRules rules_;
  call::Options options_;
  bool send_ = false;
  bool has_request_ = false;
  bool sent_ = false;
};

}  // namespace

CAUTH_COMMAND(explain, Explain)

}  // namespace cauth::cli
