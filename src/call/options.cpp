#include "call/options.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace cauth::call {
namespace {

// "2", "0.5": seconds, as curl takes them.
std::chrono::milliseconds parse_seconds(const std::string& value, std::string_view option) {
  constexpr double kMost = 1e9;
  const auto seconds = parse_number<double>(value);
  if (!seconds || !(*seconds >= 0) || *seconds > kMost) {
    throw usage_error(fmt::format("{} wants a number of seconds, not \"{}\"", option, printable(value)),
                      "it looks like 10 or 0.5");
  }
  return std::chrono::milliseconds(std::llround(*seconds * 1000));
}

int parse_redirects(const std::string& value) {
  const auto count = parse_number<int>(value);
  if (!count || *count < -1)
    throw usage_error(fmt::format("--max-redirs wants a number, not \"{}\"", printable(value)),
                      "-1 is for no limit");
  return *count;
}

void add_data(Options& options, DataPart::Kind kind, std::string value) {
  options.data.push_back({.kind = kind, .value = std::move(value)});
}

}  // namespace

// clang-format off
const std::vector<OptionRow>& option_rows() {
  using Kind = DataPart::Kind;
  static const std::vector<OptionRow> rows{
      {"--url", "URL", "address to call, as the plain word is",
       [](Options& o, std::string v) { o.urls.push_back(std::move(v)); }, true},
      {"-X,--request", "METHOD", "request method",
       [](Options& o, std::string v) { o.method = std::move(v); }},
      {"-H,--header", "LINE", "header to send; \"Name:\" leaves one out, \"Name;\" sends it empty, @FILE reads lines",
       [](Options& o, std::string v) { o.headers.push_back(std::move(v)); }, true},
      {"-d,--data,--data-ascii", "DATA", "body to POST; @FILE and @- read it without line ends; repeated ones are joined by &",
       [](Options& o, std::string v) { add_data(o, Kind::text, std::move(v)); }, true},
      {"--data-raw", "DATA", "as --data, with no special meaning for @",
       [](Options& o, std::string v) { add_data(o, Kind::raw, std::move(v)); }, true},
      {"--data-binary", "DATA", "as --data, with files as they are",
       [](Options& o, std::string v) { add_data(o, Kind::binary, std::move(v)); }, true},
      {"--json", "DATA", "JSON body to POST, with Content-Type and Accept for it",
       [](Options& o, std::string v) { add_data(o, Kind::json, std::move(v)); }, true},
      {"-G,--get", "", "put the data into the URL's query and use GET",
       [](Options& o, std::string) { o.data_in_query = true; }},
      {"-I,--head", "", "ask for the headers alone",
       [](Options& o, std::string) { o.head = true; }},
      {"-u,--user", "USER:PASSWORD", "credentials for HTTP Basic; no token is sent then",
       [](Options& o, std::string v) { o.user = std::move(v); }},
      {"-A,--user-agent", "NAME", "name to send as User-Agent; empty sends none",
       [](Options& o, std::string v) { o.user_agent = std::move(v); }},
      {"-o,--output", "FILE", "write the body into a file; - is standard output",
       [](Options& o, std::string v) { o.output_file = std::move(v); }, false, true},
      {"-i,--include", "", "print the answer's headers before its body",
       [](Options& o, std::string) { o.include_head = true; }},
      {"-s,--silent", "", "say nothing when the request fails",
       [](Options& o, std::string) { o.silent = true; }},
      {"-S,--show-error", "", "with --silent, say it all the same",
       [](Options& o, std::string) { o.show_error = true; }},
      {"-f,--fail", "", "end with status 22, and print nothing, on an HTTP status of 400 or more",
       [](Options& o, std::string) { o.fail = true; }},
      {"--fail-with-body", "", "as --fail, but print the body",
       [](Options& o, std::string) { o.fail_with_body = true; }},
      {"-L,--location", "", "follow redirects",
       [](Options& o, std::string) { o.follow = true; }},
      {"--max-redirs", "NUMBER", "most redirects to follow (default: 50; -1: no limit)",
       [](Options& o, std::string v) { o.most_redirects = parse_redirects(v); }},
      {"-m,--max-time", "SECONDS", "most time for the whole, waiting for tokens included",
       [](Options& o, std::string v) { o.total_timeout = parse_seconds(v, "--max-time"); }},
      {"--connect-timeout", "SECONDS", "most time until the connection stands",
       [](Options& o, std::string v) { o.connect_timeout = parse_seconds(v, "--connect-timeout"); }},
      {"-k,--insecure", "", "accept any certificate of the API",
       [](Options& o, std::string) { o.insecure = true; }},
      {"--cacert", "FILE", "certificates to trust for the API",
       [](Options& o, std::string v) { o.ca_file = std::move(v); }, false, true},
      {"--token-use", "KIND", "which token to send (default: what the origin or the profile says, else the ID token)",
       [](Options& o, std::string v) { o.token_use = std::move(v); }, false, false, "id access none"},
      {"--auth-header", "FORM", "how the token stands in its header (default: Bearer)",
       [](Options& o, std::string v) { o.auth_header = std::move(v); }, false, false, "Bearer raw"},
      {"--header-name", "NAME", "header to send the token in (default: Authorization)",
       [](Options& o, std::string v) { o.header_name = std::move(v); }},
      {"--no-renew", "", "do not renew the token and call again on 401",
       [](Options& o, std::string) { o.no_renew = true; }},
      {"--allow-http", "", "send the token unencrypted, over plain http",
       [](Options& o, std::string) { o.allow_http = true; }},
      {"--error-format", "FORMAT", "how errors are printed",
       [](Options& o, std::string v) { o.json_errors = v == "json"; }, false, false, "text json"},
  };
  return rows;
}
// clang-format on

}  // namespace cauth::call
