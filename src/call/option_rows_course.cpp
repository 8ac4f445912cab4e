#include "base/error.hpp"
#include "base/text.hpp"
#include "call/numbers.hpp"
#include "call/option_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::call {
namespace {

void set_most_redirects(Line& line, Given given) {
  const auto count = parse_number<int>(given.value);
  if (!count || *count < -1)
    throw usage_error(fmt::format("--max-redirs wants a number, not \"{}\"", printable(given.value)),
                      "-1 is for no limit");
  line.group().most_redirects = *count;
}

// Numbers that make no sense are the usual one, as for curl.
void set_parallel_most(Line& line, Given given) {
  constexpr long kMost = 300;
  constexpr long kUsual = 50;
  const long count = parse_count(given.value, "--parallel-max");
  line.parallel_most = count < 1 || count > kMost ? kUsual : count;
}

void set_trust_redirects(Line& line, Given given) {
  line.group().follow = given.on;
  line.group().trust_redirects = given.on;
}

}  // namespace

// clang-format off
std::span<const OptionRow> course_rows() {
  static constexpr auto kRows = std::to_array<OptionRow>({
      {"-L,--location", "", "follow redirects",
       [](Line& l, Given g) { l.group().follow = g.on; }},
      {"--location-trusted", "", "follow redirects, and send credentials of your own to every host; a token of cauth's still stays at its origin",
       set_trust_redirects},
      {"--max-redirs", "NUMBER", "most redirects to follow (default: 50; -1: no limit)", set_most_redirects},
      {"--post301", "", "stay with POST when a 301 is followed",
       [](Line& l, Given g) { l.group().keep_post_301 = g.on; }},
      {"--post302", "", "stay with POST when a 302 is followed",
       [](Line& l, Given g) { l.group().keep_post_302 = g.on; }},
      {"--post303", "", "stay with POST when a 303 is followed",
       [](Line& l, Given g) { l.group().keep_post_303 = g.on; }},
      {"--proto-redir", "LIST", "schemes that redirects may lead to, such as =https",
       [](Line& l, Given g) { l.group().redirect_schemes = std::move(g.value); }},
      {"-m,--max-time", "SECONDS", "most time for each transfer, waiting for tokens included",
       [](Line& l, Given g) { l.group().total_timeout = parse_seconds(g.value, "--max-time"); }},
      {"--connect-timeout", "SECONDS", "most time until the connection stands",
       [](Line& l, Given g) { l.group().connect_timeout = parse_seconds(g.value, "--connect-timeout"); }},
      {"--retry", "NUMBER", "try again so often after a timeout or the statuses 408, 429, 500, 502, 503, 504",
       [](Line& l, Given g) { l.group().retry.count = parse_count(g.value, "--retry"); }},
      {"--retry-delay", "SECONDS", "wait so long before (default: 1, then twice as long each time)",
       [](Line& l, Given g) { l.group().retry.delay = parse_whole_seconds(g.value, "--retry-delay"); }},
      {"--retry-max-time", "SECONDS", "begin no further try after so long",
       [](Line& l, Given g) { l.group().retry.time_limit = parse_whole_seconds(g.value, "--retry-max-time"); }},
      {"--retry-all-errors", "", "try again after any failure",
       [](Line& l, Given g) { l.group().retry.all_errors = g.on; }},
      {"--retry-connrefused", "", "try again after a refused connection",
       [](Line& l, Given g) { l.group().retry.refused_connections = g.on; }},
      {"--rate", "RATE", "begin no more transfers than this, one after another: 2/s, 10/m, 100/h",
       [](Line& l, Given g) { l.between = parse_rate(g.value, "--rate"); }},
      {"-:,--next", "", "what follows has options of its own", nullptr},
      {"-Z,--parallel", "", "run transfers side by side",
       [](Line& l, Given g) { l.parallel = g.on; }},
      {"--parallel-max", "NUMBER", "most transfers side by side (default: 50)", set_parallel_most},
      {"--parallel-immediate", "", "open connections rather than wait for one that can be shared",
       [](Line& l, Given g) { l.parallel_immediate = g.on; }},
      {"--fail-early", "", "end at the first transfer that fails",
       [](Line& l, Given g) { l.fail_early = g.on; }},
      {"-K,--config", "FILE", "read options from a file, as curl writes them; - is standard input", nullptr, true, true},
      {"-q,--disable", "", "as the first option: do not read ~/.curlrc", nullptr},
  });
  return kRows;
}

std::span<const OptionRow> connection_rows() {
  static constexpr auto kRows = std::to_array<OptionRow>({
      {"-k,--insecure", "", "accept any certificate of the API",
       [](Line& l, Given g) { l.group().insecure = g.on; }},
      {"--cacert", "FILE", "certificates to trust for the API",
       [](Line& l, Given g) { l.group().ca_file = std::move(g.value); }, false, true},
      {"--capath", "FOLDER", "folder of certificates to trust for the API",
       [](Line& l, Given g) { l.group().ca_folder = std::move(g.value); }, false, true},
  });
  return kRows;
}

std::span<const OptionRow> token_rows() {
  static constexpr auto kRows = std::to_array<OptionRow>({
      {"--token-use", "KIND", "which token to send (default: what the origin or the profile says, else the ID token)",
       [](Line& l, Given g) { l.group().token_use = std::move(g.value); }, false, false, "id access none"},
      {"--auth-header", "FORM", "how the token stands in its header (default: Bearer, but raw for AppSync)",
       [](Line& l, Given g) { l.group().auth_header = std::move(g.value); }, false, false, "Bearer raw"},
      {"--header-name", "NAME", "header to send the token in (default: Authorization)",
       [](Line& l, Given g) { l.group().header_name = std::move(g.value); }},
      {"--no-renew", "", "do not renew the token and call again on 401",
       [](Line& l, Given) { l.group().no_renew = true; }},
      {"--allow-http", "", "send the token unencrypted, over plain http",
       [](Line& l, Given) { l.group().allow_http = true; }},
      {"--explain", "", "say on standard error why a request was refused, and what to do",
       [](Line& l, Given g) { l.explain = g.on; }},
      {"--error-format", "FORMAT", "how errors are printed",
       [](Line& l, Given g) { l.json_errors = g.value == "json"; }, false, false, "text json"},
  });
  return kRows;
}
// clang-format on

}  // namespace cauth::call
