#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "http/message.hpp"

#include <chrono>
#include <optional>

namespace cauth::http {

/// 429 and 5xx: the same request may succeed later.
bool is_passing_status(int status);

/// Codes of a broken or missing connection, after which the same request may succeed.
bool is_passing_failure(int curl_code);

/// What Retry-After asks for: seconds or an HTTP date (RFC 9110 section 10.2.3).
std::optional<std::chrono::milliseconds> retry_after(const Headers& headers, TimePoint now);

struct Backoff {
  int most_attempts = 3;
  std::chrono::milliseconds base{200};
  std::chrono::milliseconds most{5000};

  /// How long to wait after attempt number `attempt` (from 1) failed: a random length between nothing and
  /// base × 2^(attempt-1) ("full jitter"), so that many clients do not come back at the same moment.
  std::chrono::milliseconds wait_after(int attempt, Random& random) const;
};

}  // namespace cauth::http
