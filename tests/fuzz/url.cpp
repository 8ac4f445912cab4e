// A text is an address, or it is none; one that is means the same after it was written and read again, and
// its host holds nothing that another program could take for something else.

#include "base/url.hpp"

#include "target.hpp"

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  cauth::origin_matches(text, {.scheme = "https", .host = "api.example.com", .port = 443, .path = "/"});
  const auto url = cauth::parse_typed_url(text);
  if (!url) return 0;
  require(url->scheme == "https" || url->scheme == "http");
  require(!url->host.empty() && url->host.find_first_of("/?#@\\ \t\r\n") == std::string::npos);
  require(url->path.starts_with('/'));
  const auto again = cauth::parse_url(url->text());
  require(again && cauth::same_origin(*again, *url) && again->text() == url->text());
  require(again->user_info == url->user_info && again->is_loopback() == url->is_loopback());
  // "*." at the front is a pattern's own sign.
  require(url->host.starts_with("*.") || cauth::origin_matches(url->origin(), *url));
  return 0;
}
