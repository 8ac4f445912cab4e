#include "cli/explain_request.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "call/option_parser.hpp"
#include "call/request_parts.hpp"
#include "call/run_line.hpp"
#include "call/target.hpp"
#include "cli/api_connection.hpp"
#include "cli/api_tokens.hpp"
#include "cli/token_input.hpp"
#include "jose/token.hpp"

#include <fmt/format.h>

#include <optional>
#include <span>
#include <utility>

namespace cauth::cli {
namespace {

using call::Exchange;

// Bodies are for the explanation alone.
class NoSink : public Sink {
 public:
  void write(std::string_view /*bytes*/) override {}
};

bool changes_nothing(std::string_view method) {
  return method == "GET" || method == "HEAD" || method == "OPTIONS";
}

call::TokenPlan plan_of(Context& context, const Url& url, const call::Options& options,
                        const call::HeaderLines& headers) {
  const bool own = headers.mentions("Authorization") || !url.user_info.empty();
  return call::plan_for_typed(url, token_rules(context), options, own);
}

// What would be sent, with the stored token as it is: nobody is asked for a newer one.
Exchange planned(Context& context, const call::Call& call, const call::Options& options) {
  const auto plan = plan_of(context, call.url, options, call.headers);
  http::Request request{.method = call.body ? "POST" : "GET"};
  for (const auto& [name, value] : call.headers.headers.fields()) request.headers.add(name, value);
  if (plan.send == call::TokenPlan::Send::yes) {
    std::optional<jose::TokenUse> use;
    if (plan.use) use = jose::token_use_named(*plan.use);
    const auto input = stored_token(context, use);
    request.headers.set(plan.header_name, call::header_value(plan, input.text.reveal()));
  }
  return call::exchange_of(request, call.url, plan.header_name);
}

// One request, where somebody is to send it.
const call::Options& only_request(const call::Line& line) {
  const auto& options = line.groups.front();
  const bool one = line.groups.size() == 1 && options.places.size() == 1 && options.places.front().url;
  if (one) return options;
  throw usage_error("the line does not ask for one address", "give one request: curl URL -H …");
}

// Nothing is written, followed or tried again.
void make_harmless(call::Line& line) {
  line.silent = line.show_error = true;
  line.meter = call::Line::Meter::none;
  line.trace.reset();
  line.stderr_file.reset();
  line.reports.clear();
  call::Options& options = line.group();
  for (auto& place : options.places) {
    place.output.reset();
    place.remote_name = false;
  }
  options.remote_name_all = options.name_from_answer = options.remote_time = false;
  options.include_head = options.fail = options.fail_with_body = options.follow = false;
  options.no_globbing = true;
  options.dump_head.reset();
  options.cookie_jar.reset();
  options.etag_save.reset();
  options.resume.reset();
  options.write_out.reset();
  options.retry = {};
  options.expect = {};
  options.until = {};
  options.token_use = "none";
  options.no_renew = true;
}

// What "cauth call" leaves to the options of every command.
std::optional<call::Outsider> option_of_every_command(std::string_view name) {
  if (name != "-v" && name != "--verbose") return std::nullopt;
  return call::Outsider{.takes_value = false, .set = [](const std::string& /*value*/) {}};
}

call::Line read_line(Context& context, const std::vector<std::string>& words) {
  if (words.empty() || (words.front() != "curl" && !words.front().ends_with("/curl")))
    throw usage_error("what follows -- is no line for curl", "write it like: cauth explain -- curl URL -H …");
  call::Line line =
      call::parse_line(std::span(words).subspan(1),
                       {.env = context.env(), .in = context.io().in, .outsider = option_of_every_command});
  only_request(line);
  make_harmless(line);
  return line;
}

// Where Authorization holds none, some other header may hold the token.
std::string name_of_token_header(const http::Headers& headers) {
  if (headers.has("Authorization")) return "Authorization";
  for (const auto& [name, value] : headers.fields()) {
    const auto content = call::read_credential(value);
    if (content.token && jose::decode_token(content.token->reveal()).token) return name;
  }
  return "Authorization";
}

std::string method_of(const call::Options& options) {
  if (options.method) return *options.method;
  if (options.head) return "HEAD";
  if (options.places.front().upload) return "PUT";
  const bool body = !options.form.empty() || (!options.data.empty() && !options.data_in_query);
  return body ? "POST" : "GET";
}

Exchange looked_at(const call::Options& options, const call::HeaderLines& headers) {
  http::Request request{.method = method_of(options)};
  for (const auto& [name, value] : headers.headers.fields()) request.headers.add(name, value);
  if (options.user) request.basic_credentials = options.user->clone();
  for (const auto& option : options.curl) request.options.push_back(option.clone());
  return call::exchange_of(request, call::target_url(*options.places.front().url, std::nullopt),
                           name_of_token_header(headers.headers));
}

// Never asked for: the line's request goes out as it is.
class NoTokens : public call::TokenSource {
 public:
  call::SessionToken get(const call::TokenPlan& /*plan*/) override { return {}; }
  call::SessionToken renew(const call::SessionToken& /*old*/, const call::TokenPlan& /*plan*/) override {
    return {};
  }
};

Exchange send_line(Context& context, const call::Line& line) {
  NoTokens tokens;
  NoSink nowhere;
  Streams io{.in = context.io().in, .out = nowhere, .err = nowhere};
  const call::TokenRules rules;
  const auto trace = api_trace(context);
  Exchange exchange;
  std::optional<Error> failure;
  call::run_line(line, {.transport = context.http(),
                        .clock = context.clock(),
                        .env = context.env(),
                        .io = io,
                        .tokens = tokens,
                        .rules = rules,
                        .api = std::nullopt,
                        .user_agent = fmt::format("cauth/{}", CAUTH_VERSION),
                        .library = {},
                        .trace = trace.get(),
                        .remark = [](std::string_view /*text*/) {},
                        .report = [&](const Error& error) { failure = error; },
                        .disappoint = [](const call::Disappointment& /*what*/) {},
                        .ask_password = [](std::string_view /*user*/) { return SecretString(); },
                        .explain = [&](Exchange last) { exchange = std::move(last); },
                        .end_by = [](TimePoint /*deadline*/) {}});
  if (failure && !exchange.answer) throw Error(*failure);
  return exchange;
}

// Such an endpoint looks at a token where it is asked something, and the name of its root type is no secret.
bool is_graphql(const Url& url) {
  return url.path.ends_with("/graphql");
}

void ask_for_nothing(call::Call& call) {
  call.body = SecretString(R"({"query":"{ __typename }"})");
  if (!call.headers.mentions("Content-Type")) call.headers.headers.add("Content-Type", "application/json");
}

}  // namespace

Exchange exchange_with(Context& context, const std::string& url, const call::Options& options,
                       Asking asking) {
  call::Call call{.url = call::target_url(url, context.settings().get("api")),
                  .headers = api_headers(context, options),
                  .connection = api_connection(context, options)};
  if (is_graphql(call.url)) ask_for_nothing(call);
  if (!asking.send) return planned(context, call, options);
  const auto trace = api_trace(context);
  call.connection.trace = trace.get();
  SessionTokens tokens(context);
  NoSink nowhere;
  Exchange exchange;
  call::Outside outside = api_outside(context, tokens, nowhere);
  outside.remark = [](std::string_view /*text*/) {};
  outside.exchange = &exchange;
  call::perform(call, token_rules(context), options, outside);
  return exchange;
}

Exchange exchange_of_curl_line(Context& context, const std::vector<std::string>& words, Asking asking) {
  call::Line line = read_line(context, words);
  call::Options& options = line.group();
  const auto headers = api_headers(context, options);
  Exchange exchange = looked_at(options, headers);
  if (!asking.send) return exchange;
  if (!asking.changes && !changes_nothing(exchange.request.method)) {
    context.note(
        fmt::format("nothing was sent, since {} may change something: --send sends the line's request",
                    printable(exchange.request.method)));
    return exchange;
  }
  options.header_name = exchange.request.header_name;
  return send_line(context, line);
}

}  // namespace cauth::cli
