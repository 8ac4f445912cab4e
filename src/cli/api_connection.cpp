#include "cli/api_connection.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/trace.hpp"
#include "http/proxy.hpp"
#include "http/redact.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <string_view>

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

std::chrono::milliseconds seconds_of(std::string_view option, const std::string& text) {
  constexpr double kMost = 1e9;
  const auto seconds = parse_number<double>(text);
  if (!seconds || !(*seconds >= 0) || *seconds > kMost) {
    throw usage_error(fmt::format("{} wants a number of seconds, not \"{}\"", option, printable(text)),
                      "it looks like 10 or 0.5");
  }
  return std::chrono::milliseconds(std::llround(*seconds * 1000));
}

}  // namespace

void declare_token_options(Args& args, call::Options& options) {
  args.option(options.token_use, "--token-use", "KIND",
              "which token to send (default: what the origin or the profile says, else the ID token)")
      .choices({"id", "access", "none"});
  args.option(options.auth_header, "--auth-header", "FORM",
              "how the token stands in its header (default: Bearer, but raw for AppSync)")
      .choices({"Bearer", "raw"});
  args.option(options.header_name, "--header-name", "NAME",
              "header to send the token in (default: Authorization)");
  args.flag(options.allow_http, "--allow-http", "send the token unencrypted, over plain http");
}

void declare_api_options(Args& args, call::Options& options) {
  declare_token_options(args, options);
  args.flag(options.no_renew, "--no-renew", "do not renew the token and ask again on 401");
  args.option(options.headers, "-H,--header", "LINE", "header to send, as curl has it");
  args.flag(options.insecure, "-k,--insecure", "accept any certificate of the API");
  args.each("--cacert", "FILE", "certificates to trust for the API",
            [&options](std::string value) { options.ca_file = std::move(value); })
      .completes(Completion::file);
  args.each("--connect-timeout", "SECONDS", "most time until the connection stands",
            [&options](const std::string& value) {
              options.connect_timeout = seconds_of("--connect-timeout", value);
            });
  args.each(
      "-m,--max-time", "SECONDS", "most time for the whole, waiting for tokens included",
      [&options](const std::string& value) { options.total_timeout = seconds_of("--max-time", value); });
}

std::unique_ptr<http::Trace> api_trace(Context& context) {
  if (!context.globals().verbose) return nullptr;
  return std::make_unique<http::VerboseTrace>(
      context.io().err, http::VerboseTrace::Options{.describe = describe_tokens(context.clock()),
                                                    .show_secrets = context.globals().show_secrets});
}

http::Request api_connection(Context& context, const call::Options& options) {
  http::Request connection;
  connection.limits.connect_timeout = options.connect_timeout;
  connection.tls = tls_of(options, context.env());
  connection.no_proxy = http::hosts_without_proxy(context.env());
  connection.user_agent = fmt::format("cauth/{}", CAUTH_VERSION);
  return connection;
}

call::Outside api_outside(Context& context, call::TokenSource& tokens, Sink& out) {
  return {.transport = context.http(),
          .clock = context.clock(),
          .out = out,
          .tokens = tokens,
          .remark = [&context](std::string_view text) { context.note(text); },
          .proxy = [&context](const Url& url) { return http::proxy_for(context.env(), url.scheme); }};
}

}  // namespace cauth::cli
