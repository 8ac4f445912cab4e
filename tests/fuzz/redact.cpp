// What -v, --trace and reports show of a server's bytes: never a token that stands among them, in a header, a
// body or in libcurl's own words.

#include "http/redact.hpp"

#include "target.hpp"

#include <string>

using cauth::fuzz::require;
namespace http = cauth::http;

namespace {

constexpr std::string_view kToken = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl";

bool hides(const std::string& shown) {
  return shown.find(kToken) == std::string::npos;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  const auto half = text.substr(0, size / 2), other_half = text.substr(size / 2);
  const std::string around = std::string(half).append(kToken).append(other_half);
  require(hides(http::redact_tokens(around, {})));
  require(hides(http::redact_header(around, {})));
  require(hides(http::redact_text(around, {})));
  require(hides(http::redact_json(around, {})));
  require(hides(http::redact_header(std::string(text).append(": Bearer ").append(kToken), {})));
  return 0;
}
