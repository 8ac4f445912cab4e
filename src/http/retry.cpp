#include "http/retry.hpp"

#include "base/duration.hpp"
#include "base/text.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

namespace cauth::http {

bool is_passing_status(int status) {
  constexpr int kTooManyRequests = 429;
  constexpr int kServerErrors = 500;
  return status == kTooManyRequests || status >= kServerErrors;
}

bool is_passing_failure(int curl_code) {
  constexpr std::array kCodes{CURLE_COULDNT_CONNECT, CURLE_GOT_NOTHING, CURLE_SEND_ERROR, CURLE_RECV_ERROR,
                              CURLE_HTTP2_STREAM};
  return std::find(kCodes.begin(), kCodes.end(), curl_code) != kCodes.end();
}

std::optional<std::chrono::milliseconds> retry_after(const Headers& headers, TimePoint now) {
  const std::string* value = headers.find("Retry-After");
  if (value == nullptr) return std::nullopt;
  if (const auto seconds = parse_number<std::uint32_t>(trim(*value))) return std::chrono::seconds(*seconds);
  const auto when = parse_http_date(trim(*value));
  if (!when) return std::nullopt;
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::max(*when - now, TimePoint::duration::zero()));
}

std::chrono::milliseconds Backoff::wait_after(int attempt, Random& random) const {
  auto longest = base;
  for (int doubled = 1; doubled < attempt && longest < most; ++doubled) longest *= 2;
  longest = std::min(longest, most);
  std::uint64_t number = 0;
  random.fill(std::as_writable_bytes(std::span(&number, 1)));
  return std::chrono::milliseconds(number % (static_cast<std::uint64_t>(longest.count()) + 1));
}

}  // namespace cauth::http
