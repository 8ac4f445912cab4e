#include "call/curl_parts.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "call/target.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::call {
namespace {

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

std::optional<Doubt> doubt_about(const CurlOption& option) {
  const std::string_view name = option.name;
  if (option.negated) return std::nullopt;
  if (brings_credentials(name)) {
    return Doubt{fmt::format("curl's --{} brings credentials of its own", name),
                 fmt::format("leave it out, or run curl itself; {}", kNameTheOrigin)};
  }
  if (name == "header" && option.value.starts_with('@'))
    return Doubt{"curl would read headers from a file, which may bring credentials of their own",
                 kNameTheOrigin};
  if (name == "header" && equal_ignoring_case(header_name(option.value), kUsualHeader))
    return doubt_about_own_header(kUsualHeader);
  if (name == "config") return Doubt{"--config reads more options and addresses from a file", kNameTheOrigin};
  if (name == "location-trusted")
    return Doubt{"--location-trusted sends the token wherever a redirect leads", "use -L"};
  if (name == "metalink") return Doubt{"--metalink leads to other addresses", "leave it out"};
  if (name == "next") return Doubt{"--next asks for something else with the same token", kNameTheOrigin};
  if ((name == "proto" || name == "proto-redir") && !is_http_alone(option.value))
    return Doubt{fmt::format("--{} allows more than http and https", name), kNameTheOrigin};
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
  const auto url = has_scheme(text) ? parse_url(text) : parse_typed_url(text);
  if (!url)
    throw usage_error(
        fmt::format("\"{}\" is no http or https URL that a token can be sent to", shown_address(text)),
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

}  // namespace

Doubt doubt_about_own_header(std::string_view name) {
  return {fmt::format("the line brings a header of its own for the token: \"{}\"", printable(name)),
          fmt::format("leave it out, or run curl itself; {}", kNameTheOrigin)};
}

std::vector<CurlPart> read_curl_parts(std::span<const CurlOption> options) {
  PartsReader reader;
  for (const auto& option : options) reader.take(option);
  return reader.finish();
}

}  // namespace cauth::call
