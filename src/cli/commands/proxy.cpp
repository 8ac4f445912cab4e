#include "http/proxy.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "call/request_parts.hpp"
#include "call/target.hpp"
#include "cli/api_connection.hpp"
#include "cli/api_tokens.hpp"
#include "cli/child_program.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/sessions.hpp"
#include "http/curl_transport.hpp"
#include "serve/serve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

constexpr const char* kWhatProxyDoes =
    "Passes requests from this machine on to one API, with the session's token attached and renewed as "
    "needed, so that a browser, Postman or a load generator needs to know nothing of tokens. Bodies stream "
    "both ways, connections are kept and do not wait for each other. A token that is refused with 401 is "
    "renewed once, and the request sent again when its body was below 1 MiB.\n\n"
    "It listens on 127.0.0.1 alone and prints the address to use, which holds a key made for this run: other "
    "users of the machine do not know it. The key may also be sent as the header X-Cauth-Key. "
    "CAUTH_PROXY_KEY sets one that stays. With --socket it listens on a Unix socket that nobody else may "
    "open, and there is no key.\n\n"
    "Requests that name another host, and those of web pages, are refused; --cors ORIGIN lets the pages of "
    "one "
    "origin in. An Authorization header of the client's is replaced. Redirects within the API lead back to "
    "the proxy. What changes the protocol (WebSocket) is answered with 501.\n\n"
    "With COMMAND, runs that with CAUTH_PROXY_URL (and CAUTH_PROXY_SOCKET) set and ends with its exit "
    "status; "
    "without, it serves until SIGINT or SIGTERM. -v prints a line for each request.";

std::uint16_t port_number(const std::string& text) {
  const auto number = parse_number<std::uint16_t>(text);
  if (!number) throw usage_error(fmt::format("\"{}\" is no port: 0 to 65535", printable(text)));
  return *number;
}

std::string web_origin(const std::string& text) {
  const auto url = parse_url(text);
  if (!url || url->origin() != text) {
    throw usage_error(fmt::format("\"{}\" after --cors is no origin of web pages", printable(text)),
                      "it looks like http://localhost:3000");
  }
  return text;
}

struct Proxy : Command {
  call::Options options;
  std::optional<std::string> api, socket;
  std::optional<std::uint16_t> port;
  std::vector<std::string> origins, command;
  bool pass_env = false;

  void declare(Args& args) override {
    args.describe(kWhatProxyDoes);
    args.positional(api, "URL",
                    "the API (default: the profile's api); a path stands before that of each request");
    args.each("--port", "N", "the port to listen on (default: a free one)",
              [this](const std::string& text) { port = port_number(text); });
    args.option(socket, "--socket", "PATH", "listen on a Unix socket instead").completes(Completion::file);
    args.each("--cors", "ORIGIN", "web pages that may ask, such as http://localhost:3000",
              [this](const std::string& text) { origins.push_back(web_origin(text)); })
        .repeatable = true;
    args.flag(pass_env, "--pass-env", "leave cauth's own secret variables in COMMAND's environment");
    declare_session_choice(args);
    args.setting("api");
    declare_api_options(args, options, {"id", "access"});
    declare_renewal_option(args, options);
    args.rest(command, "COMMAND", "what to run beside it; its exit status is the proxy's");
    args.example("a load generator",
                 "cauth proxy https://api.example.com -- sh -c 'ab -n 1000 -c 10 $CAUTH_PROXY_URL/orders'");
    args.example("for Postman, on an address that stays",
                 "CAUTH_PROXY_KEY=any-long-word-of-yours cauth proxy --port 9001 https://api.example.com");
    args.example("for this user alone, whatever else runs here",
                 "cauth proxy --socket ~/.cache/api.sock https://api.example.com");
  }

  int run(Context& context) override {
    check(context);
    SessionTokens tokens(context);
    const Url upstream = call::target_url(target(context), context.settings().get("api"));
    serve::ProxyOptions proxy{
        .upstream = upstream,
        .plan = plan_for(context, upstream),
        .connection = connection(context, upstream),
        .call = options,
        .port = port.value_or(0),
        .socket = {},
        .key = key(context),
        .origins = origins,
        .log = context.globals().verbose,
        .command = command,
        .environment = [&](const Variables& set) { return child_environment(context.env(), pass_env, set); }};
    if (socket) proxy.socket = *socket;
    return run_or_say_why(context, [&] {
      return serve::run_proxy(proxy, tokens, &http::open_curl_transport, context.io(), context.clock(),
                              context.random());
    });
  }

 private:
  void check(Context& context) const {
    if (port && socket) throw usage_error("--port and --socket exclude each other");
    if (!api && !context.settings().get("api"))
      throw usage_error("no API to pass requests on to", "cauth proxy https://api.example.com");
  }

  std::string target(Context& context) const { return api ? *api : context.settings().require("api"); }

  call::TokenPlan plan_for(Context& context, const Url& upstream) const {
    if (!upstream.user_info.empty() || !upstream.query.empty() || !upstream.fragment.empty())
      throw usage_error("the API's address may have a host and a path alone");
    call::TokenPlan plan = call::plan_for_named(upstream, token_rules(context), options);
    if (plan.send == call::TokenPlan::Send::unencrypted) {
      throw usage_error(fmt::format("the token would go unencrypted to \"{}\"", upstream.origin()),
                        "use https, or say --allow-http");
    }
    return plan;
  }

  http::Request connection(Context& context, const Url& upstream) const {
    http::Request request = api_connection(context, options);
    request.headers = api_headers(context, options).headers;
    request.limits.total_timeout = options.total_timeout;
    request.proxy = http::proxy_for(context.env(), upstream.scheme);
    // "/a/../b" is the API's affair.
    request.options.push_back(http::curl_option(*http::find_curl_option("--path-as-is"), ""));
    return request;
  }

  static SecretString key(Context& context) {
    constexpr std::size_t kShortest = 16;
    const auto text = context.env().get("CAUTH_PROXY_KEY");
    if (!text) return {};
    const bool fits = std::all_of(text->begin(), text->end(), [](char character) {
      return percent_encode({&character, 1}).size() == 1;
    });
    if (text->size() < kShortest || !fits) {
      throw usage_error("the key in CAUTH_PROXY_KEY cannot be used",
                        "at least 16 letters, digits and -._~, since it is part of an address");
    }
    return SecretString(*text);
  }
};

}  // namespace

CAUTH_COMMAND(proxy, Proxy)

}  // namespace cauth::cli
