#include "call/curl_handover.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::call {
namespace {

constexpr std::string_view kUsualHeader = "Authorization";
constexpr const char* kNameIt = "--origin URL names who may have the token";

template <std::size_t size>
bool is_one_of(std::string_view name, const std::array<std::string_view, size>& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool brings_credentials(std::string_view name) {
  return is_one_of(name, std::to_array<std::string_view>({"user", "netrc", "netrc-optional", "netrc-file",
                                                          "oauth2-bearer", "aws-sigv4", "basic", "digest",
                                                          "anyauth", "negotiate", "ntlm", "ntlm-wb"}));
}

bool decides_the_machine(std::string_view name) {
  return is_one_of(name, std::to_array<std::string_view>({"proxy", "preproxy", "proxy1.0", "socks4",
                                                          "socks4a", "socks5", "socks5-hostname", "resolve",
                                                          "connect-to", "dns-servers", "doh-url"}));
}

bool is_socket(std::string_view name) {
  return name == "unix-socket" || name == "abstract-unix-socket";
}

bool shows_headers(std::string_view name) {
  return name == "verbose" || name == "trace" || name == "trace-ascii";
}

// "=https", "http,https": nothing that a token might be sent by in another way.
bool is_http_alone(std::string_view protocols) {
  const auto pieces = split(protocols, ',');
  return std::all_of(pieces.begin(), pieces.end(), [](std::string_view piece) {
    if (piece.starts_with('-')) return true;
    if (piece.starts_with('=') || piece.starts_with('+')) piece.remove_prefix(1);
    return equal_ignoring_case(piece, "http") || equal_ignoring_case(piece, "https");
  });
}

std::string_view header_name(std::string_view line) {
  return trim(line.substr(0, line.find_first_of(":;")));
}

Doubt own_header(std::string_view name) {
  return {fmt::format("the line brings a header of its own for the token: \"{}\"", printable(name)),
          fmt::format("leave it out, or run curl itself; {}", kNameIt)};
}

std::optional<Doubt> doubt_about(const CurlOption& option) {
  const std::string_view name = option.name;
  if (option.negated) return std::nullopt;
  if (brings_credentials(name)) {
    return Doubt{fmt::format("curl's --{} brings credentials of its own", name),
                 fmt::format("leave it out, or run curl itself; {}", kNameIt)};
  }
  if (name == "header" && option.value.starts_with('@'))
    return Doubt{"curl would read headers from a file, which may bring credentials of their own", kNameIt};
  if (name == "header" && equal_ignoring_case(header_name(option.value), kUsualHeader))
    return own_header(kUsualHeader);
  if (name == "config") return Doubt{"--config reads more options and addresses from a file", kNameIt};
  if (name == "location-trusted")
    return Doubt{"--location-trusted sends the token wherever a redirect leads", "use -L"};
  if (name == "metalink") return Doubt{"--metalink leads to other addresses", "leave it out"};
  if (name == "next") return Doubt{"--next asks for something else with the same token", kNameIt};
  if ((name == "proto" || name == "proto-redir") && !is_http_alone(option.value))
    return Doubt{fmt::format("--{} allows more than http and https", name), kNameIt};
  return std::nullopt;
}

bool has_scheme(std::string_view text) {
  return text.find("://") != std::string_view::npos;
}

// curl takes an address without a scheme for http, or by its first letters for something else altogether.
Url read_address(const std::string& text) {
  if (text.starts_with('@'))
    throw usage_error("curl would read addresses from a file: where would the token go?",
                      "write them on the line");
  const auto url = parse_typed_url(text);
  if (!url)
    throw usage_error(
        fmt::format("\"{}\" is no http or https URL that a token can be sent to", printable(text)),
        "patterns such as {a,b} may stand behind the host alone");
  if (!has_scheme(text) && !url->is_loopback())
    throw usage_error(fmt::format("\"{}\" has no scheme, and curl takes it for plain http", printable(text)),
                      fmt::format("write https://{}", printable(text)));
  return *url;
}

class PartsReader {
 public:
  void take(const CurlOption& option) {
    CurlPart& part = parts_.back();
    if (auto doubt = doubt_about(option); doubt && !part.doubt) part.doubt = std::move(doubt);
    const std::string_view name = option.name;
    if (name == "libcurl")
      throw usage_error("--libcurl writes the token into a file", "leave it out, or run curl itself");
    if (name == "url") take_address(option.value);
    if (name == "header") part.headers.emplace_back(header_name(option.value));
    if (name == "noproxy") part.no_proxy = option.value;
    if (option.negated) return;
    part.follows = part.follows || name == "location";
    part.leads_elsewhere = part.leads_elsewhere || decides_the_machine(name);
    part.local_socket = part.local_socket || is_socket(name);
    part.shows_headers = part.shows_headers || shows_headers(name);
    if (name == "next") begin_part(option.at_word + 1);
  }

  std::vector<CurlPart> finish() { return std::move(parts_); }

 private:
  void take_address(const std::string& text) {
    CurlPart& part = parts_.back();
    part.urls.push_back(read_address(text));
    if (!part.urls.back().user_info.empty() && !part.doubt)
      part.doubt = Doubt{"the address has a user name and password of its own", "leave them out"};
  }

  // What comes after --next knows nothing of what came before, but the doubt is about the whole line.
  void begin_part(std::size_t word) {
    CurlPart next;
    next.begins_at_word = word;
    next.doubt = parts_.back().doubt;
    parts_.push_back(std::move(next));
  }

  std::vector<CurlPart> parts_ = std::vector<CurlPart>(1);
};

bool is_named(const Url& url, std::span<const Url> named) {
  return std::any_of(named.begin(), named.end(), [&](const Url& each) { return same_origin(each, url); });
}

Error several_origins(const Url& one, const Url& other) {
  return usage_error(fmt::format("the token would go to \"{}\" and to \"{}\"", one.origin(), other.origin()),
                     "call them one after another, or with --next between them and --origin for whose it is");
}

// All of one origin, or all of what was named.
bool wants_token(const CurlPart& part, std::span<const Url> named) {
  for (const auto& url : part.urls) {
    const Url& first = part.urls.front();
    if (named.empty() ? !same_origin(url, first) : is_named(url, named) != is_named(first, named))
      throw several_origins(first, url);
  }
  return named.empty() || is_named(part.urls.front(), named);
}

bool lists(std::string_view hosts, std::string_view host) {
  const auto names = split(hosts, ',');
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return trim(name) == "*" || trim(name) == host; });
}

// This machine by its name, and another by what else the line says.
bool may_leave_the_machine(const Url& url, const CurlPart& part) {
  return part.leads_elsewhere || (part.no_proxy && !lists(*part.no_proxy, url.host));
}

void check_encrypted(const Url& url, const CurlPart& part, TokenPlan& plan, const Options& options) {
  using Send = TokenPlan::Send;
  if (part.local_socket && plan.send == Send::unencrypted) plan.send = Send::yes;
  const bool loopback = url.scheme == "http" && url.is_loopback() && !part.local_socket;
  const bool leaves = loopback && may_leave_the_machine(url, part) && !options.allow_http;
  if (plan.send == Send::unencrypted || (plan.send == Send::yes && leaves)) {
    throw usage_error(fmt::format("the token would go unencrypted to \"{}\"", url.origin()),
                      "use https, leave the token out with --token-use none, or say --allow-http");
  }
}

// What depends on the header that the token stands in.
std::optional<Doubt> doubt_about_plan(const CurlPart& part, const TokenPlan& plan) {
  if (equal_ignoring_case(plan.header_name, kUsualHeader)) return std::nullopt;
  const bool own = std::any_of(part.headers.begin(), part.headers.end(), [&](const std::string& name) {
    return equal_ignoring_case(name, plan.header_name);
  });
  if (own) return own_header(plan.header_name);
  if (!part.follows) return std::nullopt;
  return Doubt{fmt::format("a redirect would take \"{}\" to another origin: curl strips Authorization alone",
                           plan.header_name),
               fmt::format("leave out -L; {}", kNameIt)};
}

TokenPlan plan_part(const CurlPart& part, std::span<const Url> named, const TokenRules& rules,
                    const Options& options) {
  if (options.token_use == "none" || !wants_token(part, named)) return {};
  const Url& url = part.urls.front();
  TokenPlan plan =
      named.empty() ? plan_for_typed(url, rules, options, false) : plan_for_named(url, rules, options);
  if (plan.send == TokenPlan::Send::not_named) return plan;
  const auto doubt = part.doubt ? part.doubt : doubt_about_plan(part, plan);
  if (named.empty() && doubt) throw usage_error(doubt->what, doubt->hint);
  check_encrypted(url, part, plan, options);
  return plan;
}

std::string in_quotes(std::string_view text) {
  std::string result = "\"";
  for (const char character : text) {
    if (character == '"' || character == '\\') result += '\\';
    result += character;
  }
  return result + '"';
}

}  // namespace

std::vector<CurlPart> read_curl_parts(std::span<const CurlOption> options) {
  PartsReader reader;
  for (const auto& option : options) reader.take(option);
  return reader.finish();
}

std::vector<TokenPlan> plan_curl_parts(std::span<const CurlPart> parts, std::span<const Url> named,
                                       const TokenRules& rules, const Options& options) {
  std::vector<TokenPlan> plans;
  for (const auto& part : parts) {
    plans.push_back(part.urls.empty() ? TokenPlan() : plan_part(part, named, rules, options));
  }
  return plans;
}

SecretString curl_config(const TokenPlan& plan, std::string_view token) {
  const bool usual = plan.bearer && equal_ignoring_case(plan.header_name, kUsualHeader);
  SecretString config(usual ? "oauth2-bearer = " : "header = ");
  std::string value = usual ? in_quotes(token)
                            : in_quotes(fmt::format("{}: {}", plan.header_name, header_value(plan, token)));
  config.append(value);
  config.append("\n");
  wipe(value);
  return config;
}

std::string curl_config_for_loopback(const CurlPart& part, std::string_view no_proxy) {
  if (part.urls.empty() || part.urls.front().scheme != "http" || !part.urls.front().is_loopback()) return {};
  return fmt::format("noproxy = {}\n", in_quotes(fmt::format("{},{}", part.urls.front().host, no_proxy)));
}

}  // namespace cauth::call
