#include "probe/probe.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "call/graphql.hpp"
#include "call/group_parts.hpp"
#include "call/target.hpp"
#include "call/test_report.hpp"
#include "cli/api_connection.hpp"
#include "cli/api_tokens.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/probe_material.hpp"
#include "cli/probe_report.hpp"
#include "cli/secret_option.hpp"
#include "cli/sessions.hpp"
#include "http/proxy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

constexpr std::size_t kLargestBody = std::size_t{16} << 20U;
// The good token has to be good to the end.
constexpr std::chrono::minutes kUsualTime{1};
constexpr int kManyRequests = 30;

constexpr const char* kProbeDescription =
    "Sends an API the requests that its authorizer must tell apart, and says of each what was expected and "
    "what came: the session's good token; none; garbage; tokens with another signature, other claims, "
    "another "
    "kid; alg none; HS256 with the pool's public key for a secret; a token that brings its own key along; an "
    "expired one; one of the other kind, of another pool, of another app client; one without a scope or "
    "group; "
    "one in the other form of header. A wrong token that is let in is a finding, with how bad it is and what "
    "to do. Ends with status 1 when there is one, or when the good token is refused.\n\n"
    "Every request is a GET of the same address unless -X or -d say otherwise: choose a path that does no "
    "harm. Forged tokens differ from the good one as little as they can. Tokens go where \"cauth call\" "
    "would "
    "send them, and nowhere else: no redirect is followed.\n\n"
    "REFUSED is a status of 401 or 403, or what --refused-status says. --as names who decides: apigw-rest "
    "takes one kind of token and looks at no client; apigw-http and appsync take both kinds; appsync is "
    "asked "
    "a GraphQL query, and an errors array inside 200 is a refusal; alb refuses by a redirect to a sign-in; "
    "own, the usual one, is an API's own code. What services take on purpose (the other kind, the other form "
    "of header) is a note; --strict makes it a finding.\n\n"
    "WHAT IT TAKES. An expired token has to be one that the pool signed: sessions keep the last one where "
    "the "
    "profile has keep_expired_token = true, and --expired-token-file gives one. Another pool's token, "
    "another "
    "client's, and one that lacks what --requires-scope or --requires-group name, come from the sessions of "
    "--other-profile; they too go to the address on the line. A token under an unknown kid can be had from "
    "\"cauth sandbox\" alone. What cannot be tested says so, and why.";

// "5/s", "30/m": how long from one request to the next.
std::chrono::microseconds pace_of(const std::string& text) {
  const auto halves = split_once(text, '/');
  const auto number = parse_number<long>(halves ? halves->before : text);
  const std::string_view unit = halves ? halves->after : "s";
  const std::chrono::microseconds whole = unit == "m" ? std::chrono::minutes(1) : std::chrono::seconds(1);
  constexpr long kMost = 1'000'000;
  if (!number || *number < 1 || *number > kMost || (unit != "s" && unit != "m")) {
    throw usage_error(fmt::format("--rate wants a number of requests, not \"{}\"", printable(text)),
                      "5/s are five a second, 30/m thirty a minute");
  }
  return whole / *number;
}

struct Probe : Command {
  void declare(Args& args) override {
    args.describe(kProbeDescription);
    args.positional(urls_, "URL", "address to probe; a path such as /orders is below the profile's api");
    args.each("--as", "CONSUMER", "who decides about tokens there (default: own)",
              [this](const std::string& name) { rules_.consumer = *probe::consumer_named(name); })
        .choices({"apigw-rest", "apigw-http", "appsync", "alb", "own"});
    args.each("--refused-status", "LIST", "statuses that say no, such as 401,403 or 4xx (default: 401,403)",
              [this](const std::string& text) { rules_.refused.add(text); })
        .repeatable = true;
    args.flag(rules_.graphql, "--graphql", "POST a GraphQL query ({ __typename }) and look at its errors");
    args.option(graphql_query_, "--graphql-query", "QUERY", "POST this query instead, which may do no harm");
    args.flag(strict_, "--strict", "the other kind of token, or form of header, is a finding when let in");
    args.each("--rate", "N/s", "most requests a second (5/s) or a minute (30/m)",
              [this](const std::string& text) { pace_ = pace_of(text); });
    args.option(sources_.other_profiles, "--other-profile", "NAME",
                "profile of another session: of another pool, another client, or without the scope or group")
        .completes(Completion::profile);
    args.option(sources_.scopes, "--requires-scope", "SCOPE", "the endpoint is for tokens with this scope");
    args.option(sources_.groups, "--requires-group", "GROUP", "the endpoint is for users of this group");
    expired_.declare(args);
    declare_session_choice(args);
    args.setting("api");
    declare_token_options(args, line_.group(), {"id", "access"});
    declare_call_options(args, line_,
                         {"--request", "--header", "--data", "--data-raw", "--data-binary", "--insecure",
                          "--cacert", "--capath", "--resolve", "--connect-to", "--proxy", "--connect-timeout",
                          "--max-time", "--report-junit", "--report-tap", "--suite"});
    args.example("a REST API behind a Cognito authorizer",
                 "cauth probe --as apigw-rest https://abc.execute-api.eu-west-1.amazonaws.com/prod/orders");
    args.example(
        "AppSync, five requests a second",
        "cauth probe --as appsync --rate 5/s https://abc.appsync-api.eu-west-1.amazonaws.com/graphql");
    args.example(
        "what needs a second session",
        "cauth probe --requires-scope orders/read --token-use access --other-profile nobody /orders");
  }

  int run(Context& context) override {
    check();
    for (const auto& report : line_.reports) call::check_report(report);
    sources_.expired = expired_.read(context);
    settle_graphql();
    std::vector<ProbedEndpoint> probed;
    bool found = false;
    for (const auto& url : urls_) {
      auto& endpoint = probed.emplace_back(ProbedEndpoint{.url = call::shown_address(url)});
      try {
        probe_one(context, url, endpoint);
      } catch (const Error& error) {
        if (error.category != Category::interrupted) report_broken_off(context, probed, error);
        throw;
      }
      found = found || probe::has_finding(endpoint.rows);
    }
    if (is_json(context)) print_value(context, probe_to_json(probed));
    report(context, probe_to_cases(probed, line_.suite));
    return found ? 1 : 0;
  }

 private:
  const call::Options& options() { return line_.group(); }

  void report(Context& context, const std::vector<call::TestCase>& cases) const {
    for (const auto& file : line_.reports) call::add_to_report(file, cases, context.clock());
  }

  // A test system that finds no report takes the silence for a success, or for a mistake of its own.
  void report_broken_off(Context& context, const std::vector<ProbedEndpoint>& probed,
                         const Error& error) const {
    auto cases = probe_to_cases(probed, line_.suite);
    cases.push_back(case_of_broken_probe(probed.back(), error, line_.suite));
    report(context, cases);
  }

  void check() {
    if (urls_.empty()) throw usage_error("no address to probe", "cauth probe https://api.example.com/orders");
    if (graphql_query_ && !options().data.empty())
      throw usage_error("--graphql-query and -d both say what to send", "give one of them");
  }

  void settle_graphql() {
    rules_.graphql = rules_.graphql || graphql_query_ || rules_.consumer == probe::Consumer::appsync;
  }

  static bool is_json(Context& context) {
    return context.globals().query || output_format(context, Format::text) == Format::json;
  }

  void probe_one(Context& context, const std::string& typed, ProbedEndpoint& probed) {
    const Url url = call::target_url(typed, context.settings().get("api"));
    const call::TokenPlan plan = plan_for(context, url);
    const auto trace = api_trace(context);
    const probe::Endpoint endpoint{.request = make_request(context, url, plan, trace.get()),
                                   .plan = plan,
                                   .rules = rules_,
                                   .pace = pace_};
    if (options().total_timeout.count() != 0) context.end_by(context.clock().now() + options().total_timeout);
    sources_.lasting = kUsualTime + std::chrono::ceil<std::chrono::seconds>(kManyRequests * pace_);
    const ProbeTokens tokens = gather_probe_tokens(context, plan, sources_);
    const auto checks = probe::plan_checks(
        tokens.material, {.consumer = rules_.consumer, .strict = strict_, .scopes = sources_.scopes});
    probed = {.url = url.text(),
              .whose = fmt::format("{}{}", tokens.whose, plan.bearer ? "" : ", without Bearer"),
              .consumer = rules_.consumer};
    carry_out(context, endpoint, checks, probed);
  }

  // Each row goes to the endpoint as it comes: those before a failure are for the report too.
  static void carry_out(Context& context, const probe::Endpoint& endpoint,
                        const std::vector<probe::Check>& checks, ProbedEndpoint& probed) {
    std::optional<ProbeTable> table;
    if (!is_json(context)) table.emplace(context, probed, checks);
    const probe::Outside outside{
        .transport = context.http(), .clock = context.clock(), .told = [&](const probe::Row& row) {
          probed.rows.push_back(row);
          if (table) table->add(row);
        }};
    probed.rows = probe::run_checks(endpoint, checks, outside);
    if (table) {
      table->finish(probed.rows);
    } else if (probed.rows.front().outcome == probe::Outcome::finding) {
      context.note(probed.rows.front().what);
    }
  }

  // As "cauth call" has it; where that would go without a token, a probe makes no sense.
  call::TokenPlan plan_for(Context& context, const Url& url) {
    call::TokenRules rules = token_rules(context);
    // Under a domain of one's own too, where the address does not tell.
    if (rules_.consumer == probe::Consumer::appsync && !rules.auth_header) rules.auth_header = "raw";
    const auto plan = call::plan_for_typed(url, rules, options(), false);
    if (plan.send == call::TokenPlan::Send::not_named) {
      throw usage_error(
          fmt::format("the profile names other origins than \"{}\" for the token", url.origin()),
          "add it to the profile, or say --token-use id (or access) for this once");
    }
    if (plan.send == call::TokenPlan::Send::unencrypted) {
      throw usage_error(fmt::format("the token would go unencrypted to \"{}\"", url.origin()),
                        "use https, or say --allow-http");
    }
    if (plan.send != call::TokenPlan::Send::yes) {
      throw usage_error(fmt::format("the profile has no token go to \"{}\"", url.origin()),
                        "say --token-use id (or access)");
    }
    if (!url.user_info.empty())
      throw usage_error("a probe brings its own credentials: leave user and password out of the address");
    return plan;
  }

  http::Request make_request(Context& context, const Url& url, const call::TokenPlan& plan,
                             http::Trace* trace) {
    call::GroupParts parts = call::read_group(
        options(), {.in = context.io().in, .remark = [&](std::string_view text) { context.note(text); }});
    if (parts.headers.mentions(plan.header_name)) {
      throw usage_error(fmt::format("a probe sends {} itself: leave out that header", plan.header_name),
                        "--header-name says in which header the token stands");
    }
    http::Request request = api_connection(context, options());
    request.url = url.text();
    request.trace = trace;
    request.limits.total_timeout = options().total_timeout;
    request.proxy = http::proxy_for(context.env(), url.scheme);
    for (const auto& option : options().curl) request.options.push_back(option.clone());
    set_body(request, parts);
    request.headers = std::move(parts.headers.headers);
    request.removed_headers = std::move(parts.headers.removed);
    request.method = options().method.value_or(request.body ? "POST" : "GET");
    return request;
  }

  void set_body(http::Request& request, call::GroupParts& parts) {
    if (parts.body_file) parts.body = SecretString::take(read_file(*parts.body_file, kLargestBody));
    if (rules_.graphql) {
      if (!parts.body) {
        const std::string query = graphql_query_.value_or("{ __typename }");
        parts.body = SecretString::take(call::graphql_body({.query = query}));
      }
      if (!parts.headers.mentions("Content-Type"))
        parts.headers.headers.add("Content-Type", "application/json");
    }
    request.body = std::move(parts.body);
  }

  std::vector<std::string> urls_;
  call::Line line_;
  probe::AnswerRules rules_;
  std::optional<std::string> graphql_query_;
  bool strict_ = false;
  std::chrono::microseconds pace_{0};
  ProbeSources sources_;
  SecretOption expired_{"expired-token", "CAUTH_EXPIRED_TOKEN"};
};

}  // namespace

CAUTH_COMMAND(probe, Probe)

}  // namespace cauth::cli
