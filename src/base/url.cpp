#include "base/url.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace cauth {
namespace {

constexpr std::uint16_t kHttpPort = 80;
constexpr std::uint16_t kHttpsPort = 443;

std::uint16_t default_port(std::string_view scheme) {
  return scheme == "https" ? kHttpsPort : kHttpPort;
}

bool is_dubious(char character) {
  const auto octet = static_cast<unsigned char>(character);
  return octet <= ' ' || octet == 0x7f || character == '\\';
}

bool is_ipv4_loopback(std::string_view host) {
  const auto parts = split(host, '.');
  return parts.size() == 4 && parts[0] == "127" && std::all_of(parts.begin(), parts.end(), [](auto part) {
           return parse_number<std::uint8_t>(part).has_value();
         });
}

// "host", "host:port", "[::1]:port" into url. False when it is none of them.
bool parse_authority(std::string_view authority, Url& url) {
  if (const auto at = authority.rfind('@'); at != std::string_view::npos) {
    url.user_info = authority.substr(0, at);
    authority.remove_prefix(at + 1);
  }
  std::string_view host = authority;
  std::optional<std::string_view> port;
  if (authority.starts_with('[')) {
    const auto end = authority.find(']');
    if (end == std::string_view::npos) return false;
    host = authority.substr(1, end - 1);
    const auto rest = authority.substr(end + 1);
    if (!rest.empty() && rest.front() != ':') return false;
    if (!rest.empty()) port = rest.substr(1);
    if (host.find_first_not_of("0123456789abcdefABCDEF:.") != std::string_view::npos) return false;
  } else if (const auto halves = split_once(authority, ':')) {
    host = halves->before;
    port = halves->after;
  }
  if (host.empty() || host.find_first_of("[]<>\"{}|^`%") != std::string_view::npos) return false;
  url.host = to_lower(host);
  url.port = default_port(url.scheme);
  if (!port || port->empty()) return true;
  const auto number = parse_number<std::uint16_t>(*port);
  url.port = number.value_or(0);
  return url.port != 0;
}

}  // namespace

std::string Url::host_in_url() const {
  return host.find(':') == std::string::npos ? host : '[' + host + ']';
}

std::string Url::origin() const {
  const std::string text = scheme + "://" + host_in_url();
  return port == default_port(scheme) ? text : fmt::format("{}:{}", text, port);
}

bool Url::is_loopback() const {
  const auto name =
      host.ends_with('.') ? std::string_view(host).substr(0, host.size() - 1) : std::string_view(host);
  return name == "localhost" || name.ends_with(".localhost") || name == "::1" || is_ipv4_loopback(name);
}

std::string Url::text() const {
  std::string text = scheme + "://";
  if (!user_info.empty()) text += user_info + '@';
  text += host_in_url();
  if (port != default_port(scheme)) text += fmt::format(":{}", port);
  text += path;
  if (!query.empty()) text += '?' + query;
  if (!fragment.empty()) text += '#' + fragment;
  return text;
}

std::optional<Url> parse_url(std::string_view text) {
  if (std::any_of(text.begin(), text.end(), is_dubious)) return std::nullopt;
  const auto scheme_end = text.find("://");
  if (scheme_end == std::string_view::npos) return std::nullopt;
  Url url;
  url.scheme = to_lower(text.substr(0, scheme_end));
  if (url.scheme != "http" && url.scheme != "https") return std::nullopt;
  text.remove_prefix(scheme_end + 3);

  if (const auto hash = text.find('#'); hash != std::string_view::npos) {
    url.fragment = text.substr(hash + 1);
    text = text.substr(0, hash);
  }
  const auto authority_end = std::min(text.find_first_of("/?"), text.size());
  if (!parse_authority(text.substr(0, authority_end), url)) return std::nullopt;
  text.remove_prefix(authority_end);
  if (const auto question = text.find('?'); question != std::string_view::npos) {
    url.query = text.substr(question + 1);
    text = text.substr(0, question);
  }
  url.path = text.empty() ? "/" : std::string(text);
  return url;
}

std::optional<std::string> scheme_of(std::string_view text) {
  const auto end = text.find(":/");
  if (end == std::string_view::npos || end == 0) return std::nullopt;
  const auto scheme = to_lower(text.substr(0, end));
  const auto fits = [](char character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
           character == '+' || character == '-' || character == '.';
  };
  if (!std::all_of(scheme.begin(), scheme.end(), fits)) return std::nullopt;
  return scheme;
}

std::optional<Url> parse_typed_url(std::string_view text) {
  if (const auto scheme = scheme_of(text)) {
    constexpr std::size_t kMostSlashes = 3;  // one to three are two, as for curl
    const auto rest = text.substr(scheme->size() + 1);
    const auto slashes = std::min(rest.find_first_not_of('/'), rest.size());
    if (slashes > kMostSlashes) return std::nullopt;
    return parse_url(fmt::format("{}://{}", *scheme, rest.substr(slashes)));
  }
  if (text.ends_with(':')) return std::nullopt;
  auto url = parse_url("https://" + std::string(text));
  if (url && url->is_loopback()) return parse_url("http://" + std::string(text));
  return url;
}

bool same_origin(const Url& left, const Url& right) {
  return left.scheme == right.scheme && left.host == right.host && left.port == right.port;
}

bool origin_matches(std::string_view pattern, const Url& url) {
  constexpr std::string_view kAnyLabel = "*.";
  const auto scheme_end = pattern.find("://");
  if (scheme_end == std::string_view::npos) return false;
  const auto host_start = scheme_end + 3;
  const bool wildcard = pattern.substr(host_start).starts_with(kAnyLabel);
  std::string concrete(pattern);
  if (wildcard) concrete.erase(host_start, kAnyLabel.size());
  const auto bound = parse_url(concrete);
  if (!bound || bound->scheme != url.scheme || bound->port != url.port) return false;
  if (!wildcard) return bound->host == url.host;
  return url.host.size() > bound->host.size() + 1 && url.host.ends_with('.' + bound->host);
}

std::string percent_encode(std::string_view text) {
  std::string encoded;
  for (const char character : text) {
    const bool unreserved = (character >= 'A' && character <= 'Z') ||
                            (character >= 'a' && character <= 'z') ||
                            (character >= '0' && character <= '9') || character == '-' || character == '.' ||
                            character == '_' || character == '~';
    if (unreserved) {
      encoded.push_back(character);
    } else {
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(character));
    }
  }
  return encoded;
}

}  // namespace cauth
