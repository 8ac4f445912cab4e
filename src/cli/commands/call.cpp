#include "base/error.hpp"
#include "base/text.hpp"
#include "call/output_file.hpp"
#include "call/perform.hpp"
#include "call/target.hpp"
#include "cli/api_tokens.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/sessions.hpp"
#include "cli/trace.hpp"
#include "http/proxy.hpp"
#include "http/redact.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <utility>

namespace cauth::cli {
namespace {

// curl's variables for certificates, in curl's order (https://curl.se/docs/sslcerts.html).
http::Tls tls_of(const call::Options& options, const Environ& env) {
  http::Tls tls{.verify = !options.insecure, .ca_file = options.ca_file};
  if (!tls.ca_file.empty() || options.insecure) return tls;
  if (const auto bundle = env.get("CURL_CA_BUNDLE")) {
    tls.ca_file = *bundle;
    return tls;
  }
  tls.ca_folder = env.get("SSL_CERT_DIR").value_or("");
  tls.ca_file = env.get("SSL_CERT_FILE").value_or("");
  return tls;
}

struct CallCommand : Command {
  call::Options options;
  std::optional<std::string> typed_url;

  void declare(Args& args) override {
    for (const auto& row : call::option_rows()) {
      Option& option =
          args.each(row.names, std::string(row.value_name), std::string(row.help),
                    [this, apply = row.apply](std::string value) { apply(options, std::move(value)); });
      option.repeatable = row.repeatable;
      if (row.takes_file) option.completes(Completion::file);
      for (const auto choice : split_words(row.choices)) option.choices_.emplace_back(choice);
    }
    declare_session_choice(args);
    args.setting("api");
    args.positional(typed_url, "URL", "address to call; a path such as /orders is below the profile's api");
    args.describe(
        "Calls an API with the session's token attached, as curl does without one. curl's options mean what "
        "they mean to curl.\n\n"
        "The token goes to the origins that the profile names (api, and its origin tables); where it names "
        "none, to the one that was typed. It never follows a redirect to another origin that is not named, "
        "and "
        "never goes over plain http except to this machine, unless --allow-http is given. It is renewed "
        "before it is "
        "over, and once when the API answers 401.\n\n"
        "With -u or an Authorization header of your own no token is sent and no session is needed.");
    args.example("the signed-in user's orders", "cauth call https://api.example.com/orders");
    args.example("a POST with a JSON body, below the profile's api",
                 "cauth call --json '{\"source\":\"a\"}' /convert");
    args.example("the access token instead of the ID token", "cauth call --token-use access /orders");
  }

  int run(Context& context) override {
    if (options.json_errors) context.print_errors_as_json();
    try {
      call_it(context);
      return 0;
    } catch (const Error& error) {
      if (error.category == Category::temporary && context.clock().now() >= context.deadline())
        throw call::out_of_time();
      // -s: the exit status says it all. What the user wrote wrong, or must do, is said in any case.
      const bool quiet = error.category == Category::transport && (!options.talks() || error.code == "EPIPE");
      if (!quiet) throw;
      return exit_code(error);
    }
  }

 private:
  void call_it(Context& context) {
    if (options.total_timeout.count() != 0) context.end_by(context.clock().now() + options.total_timeout);
    call::Call call = make_call(context);
    call.deadline = context.deadline();

    SessionTokens tokens(context);
    std::optional<call::OutputFile> file;
    std::optional<call::TerminalGuard> guard;
    Sink* out = &context.io().out;
    if (options.output_file && *options.output_file != "-") {
      out = &file.emplace(*options.output_file);
    } else if (!options.output_file && context.io().out_is_terminal) {
      out = &guard.emplace(context.io().out);
    }
    call::perform(call, token_rules(context), options,
                  {.transport = context.http(),
                   .clock = context.clock(),
                   .out = *out,
                   .tokens = tokens,
                   .remark =
                       [&](std::string_view text) {
                         if (options.talks()) context.note(text);
                       },
                   .proxy = [&](const Url& url) { return http::proxy_for(context.env(), url.scheme); }});
    if (file) file->finish();
  }

  call::Call make_call(Context& context) {
    check_choices(context);
    Source& in = context.io().in;
    call::Call call{.url = call::target_url(only_url(), context.settings().get("api")),
                    .headers = call::read_headers(options.headers, in),
                    .body = call::read_body(options.data, in)};
    if (options.data_in_query && call.body) {
      call::add_query(call.url, call.body->reveal());
      call.body.reset();
    }
    add_json_headers(call);
    if (options.user) call.basic_credentials = credentials(context);
    call.connection.limits.connect_timeout = options.connect_timeout;
    call.connection.tls = tls_of(options, context.env());
    call.connection.no_proxy = http::hosts_without_proxy(context.env());
    call.connection.user_agent = options.user_agent.value_or(fmt::format("cauth/{}", CAUTH_VERSION));
    if (options.user_agent && options.user_agent->empty())
      call.connection.removed_headers.emplace_back("User-Agent");
    if (context.globals().verbose) {
      trace_ = std::make_unique<http::VerboseTrace>(
          context.io().err, http::VerboseTrace::Options{.describe = describe_tokens(context.clock()),
                                                        .show_secrets = context.globals().show_secrets});
      call.connection.trace = trace_.get();
    }
    return call;
  }

  void check_choices(Context& context) const {
    if (options.head && !options.data.empty() && !options.data_in_query)
      throw usage_error("a body is sent with POST, but -I asks for HEAD", "leave out one of them, or add -G");
    if (context.globals().query)
      throw usage_error("--query is not for call, whose output is the API's own answer", "use jq on it");
  }

  std::string only_url() const {
    auto urls = options.urls;
    if (typed_url) urls.insert(urls.begin(), *typed_url);
    if (urls.empty())
      throw usage_error("no address to call", "cauth call URL, or cauth call /path below the profile's api");
    if (urls.size() > 1)
      throw usage_error("one address at a time can be called", "call the others one after another");
    return urls.front();
  }

  void add_json_headers(call::Call& call) const {
    const bool json = std::any_of(options.data.begin(), options.data.end(), [](const call::DataPart& part) {
      return part.kind == call::DataPart::Kind::json;
    });
    if (!json) return;
    for (const auto* name : {"Content-Type", "Accept"}) {
      if (!call.headers.mentions(name)) call.headers.headers.add(name, "application/json");
    }
  }

  // "user" alone: the password is asked for, as curl does.
  SecretString credentials(Context& context) const {
    if (options.user->find(':') != std::string::npos) return SecretString(*options.user);
    if (!context.may_ask())
      throw usage_error(fmt::format("-u \"{}\" has no password", printable(*options.user)),
                        "write -u USER:PASSWORD");
    SecretString credentials(*options.user + ':');
    credentials.append(context.terminal()
                           .ask_secret(fmt::format("Password of \"{}\": ", printable(*options.user)))
                           .reveal());
    return credentials;
  }

  std::unique_ptr<http::Trace> trace_;
};

}  // namespace

CAUTH_COMMAND(call, CallCommand)

}  // namespace cauth::cli
