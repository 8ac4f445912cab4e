#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cauth {

/// An absolute http or https URL in its parts (RFC 3986). Scheme and host are lower case; the rest is as
/// written.
struct Url {
  std::string scheme;      ///< "http" or "https"
  std::string user_info;   ///< "user:password", or empty
  std::string host;        ///< without brackets for IPv6
  std::uint16_t port = 0;  ///< the scheme's own where none was written
  std::string path;        ///< begins with "/"
  std::string query;       ///< without "?"
  std::string fragment;    ///< without "#"

  /// "https://api.example.com", with the port where it is not the scheme's own: what may share a credential.
  std::string origin() const;
  /// Host as it stands in a URL, with brackets for IPv6.
  std::string host_in_url() const;
  /// "127.0.0.0/8", "::1", "localhost" or a name below it (RFC 6761 section 6.3).
  bool is_loopback() const;
  std::string text() const;
};

/// Nothing when it is not an absolute http(s) URL, or holds control characters, spaces or a backslash (which
/// programs read differently).
std::optional<Url> parse_url(std::string_view text);

/// What stands before the first ":/", in lower case, where that may be the name of a scheme.
std::optional<std::string> scheme_of(std::string_view text);

/// The same for what a person types: a missing scheme is https, or http for loopback; "https:/h" has a slash
/// too few, and is taken all the same, as by curl.
std::optional<Url> parse_typed_url(std::string_view text);

bool same_origin(const Url& left, const Url& right);

/// Does a pattern such as "https://*.preview.example.com" cover the origin? `*` stands for one label or more
/// at the front of the host, never for the rest.
bool origin_matches(std::string_view pattern, const Url& url);

/// RFC 3986 section 2.1: everything but unreserved characters.
std::string percent_encode(std::string_view text);

}  // namespace cauth
