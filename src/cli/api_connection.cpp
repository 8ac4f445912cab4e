#include "cli/api_connection.hpp"

#include "base/text.hpp"
#include "call/call_world.hpp"
#include "call/numbers.hpp"
#include "call/option_table.hpp"
#include "call/request_parts.hpp"
#include "cli/trace.hpp"
#include "http/proxy.hpp"
#include "http/redact.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {

namespace {

void declare_row(Args& args, call::Line& line, const call::OptionRow& row) {
  Option& option =
      args.each(row.names, Text(row.value_name), Text(row.help),
                [&line, apply = row.apply](std::string value) { apply(line, {.value = std::move(value)}); });
  option.repeatable = row.repeatable;
  if (row.takes_file) option.completes(Completion::file);
  for (const auto choice : split_words(row.choices)) option.choices_.emplace_back(choice);
}

void declare_libcurl_row(Args& args, call::Line& line, std::size_t index) {
  const auto& row = http::curl_option_rows()[index];
  Option& option =
      args.each(row.names, Text(row.value_name), Text(row.help), [&line, index](std::string value) {
        line.group().curl.push_back(http::curl_option(index, std::move(value)));
      });
  option.repeatable = row.repeatable;
  if (row.takes_file) option.completes(Completion::file);
}

}  // namespace

void declare_token_options(Args& args, call::Options& options, std::vector<std::string> kinds) {
  args.option(options.token_use, "--token-use", "KIND",
              "which token to send (default: what the origin or the profile says, else the ID token)")
      .choices(std::move(kinds));
  args.option(options.auth_header, "--auth-header", "FORM",
              "how the token stands in its header (default: Bearer, but raw for AppSync)")
      .choices({"Bearer", "raw"});
  args.option(options.header_name, "--header-name", "NAME",
              "header to send the token in (default: Authorization)");
  args.flag(options.allow_http, "--allow-http", "send the token unencrypted, over plain http");
}

void declare_api_options(Args& args, call::Options& options, std::vector<std::string> kinds) {
  declare_token_options(args, options, std::move(kinds));
  args.option(options.headers, "-H,--header", "LINE", "header to send, as curl has it");
  args.flag(options.insecure, "-k,--insecure", "accept any certificate of the API");
  args.each("--cacert", "FILE", "certificates to trust for the API",
            [&options](std::string value) { options.ca_file = std::move(value); })
      .completes(Completion::file);
  args.each("--connect-timeout", "SECONDS", "most time until the connection stands",
            [&options](const std::string& value) {
              options.connect_timeout = call::parse_seconds(value, "--connect-timeout");
            });
  args.each("-m,--max-time", "SECONDS", "most time for the whole, waiting for tokens included",
            [&options](const std::string& value) {
              options.total_timeout = call::parse_seconds(value, "--max-time");
            });
}

void declare_renewal_option(Args& args, call::Options& options) {
  args.flag(options.no_renew, "--no-renew", "do not renew the token and ask again on 401");
}

void declare_call_options(Args& args, call::Line& line, std::initializer_list<std::string_view> names) {
  for (const auto name : names) {
    if (const call::OptionRow* row = call::find_row_named(name)) {
      declare_row(args, line, *row);
    } else {
      declare_libcurl_row(args, line, *http::find_curl_option(name));
    }
  }
}

std::unique_ptr<http::Trace> api_trace(Context& context) {
  if (!context.globals().verbose) return nullptr;
  return std::make_unique<http::VerboseTrace>(
      context.io().err, http::VerboseTrace::Options{.describe = describe_tokens(context.clock()),
                                                    .show_secrets = context.globals().show_secrets});
}

call::HeaderLines api_headers(Context& context, const call::Options& options) {
  return call::read_headers(
      options.headers, {.in = context.io().in, .remark = [&](std::string_view text) { context.note(text); }});
}

http::Request api_connection(Context& context, const call::Options& options) {
  http::Request connection;
  connection.limits.connect_timeout = options.connect_timeout;
  connection.tls = call::tls_for(options, context.env());
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
