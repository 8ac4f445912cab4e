#include "http/retry.hpp"

#include "support/fixed_random.hpp"

#include <doctest/doctest.h>

namespace cauth::http {

using std::chrono::milliseconds;

TEST_CASE("throttling and server errors pass, refusals do not") {
  CHECK(is_passing_status(429));
  CHECK(is_passing_status(503));
  CHECK_FALSE(is_passing_status(400));
  CHECK_FALSE(is_passing_status(404));
}

TEST_CASE("a broken connection passes, an untrusted certificate or a timeout does not") {
  CHECK(is_passing_failure(7));
  CHECK(is_passing_failure(52));
  CHECK_FALSE(is_passing_failure(60));
  CHECK_FALSE(is_passing_failure(28));
}

TEST_CASE("Retry-After is seconds or a date") {
  const TimePoint now = from_unix_seconds(std::chrono::seconds(784111777));  // RFC 9110's example
  Headers headers;
  CHECK_FALSE(retry_after(headers, now));
  headers.set("Retry-After", "120");
  CHECK(retry_after(headers, now) == milliseconds(120000));
  headers.set("Retry-After", "Sun, 06 Nov 1994 08:49:40 GMT");
  CHECK(retry_after(headers, now) == milliseconds(3000));
  headers.set("Retry-After", "Sun, 06 Nov 1994 08:49:30 GMT");
  CHECK(retry_after(headers, now) == milliseconds(0));
  headers.set("Retry-After", "soon");
  CHECK_FALSE(retry_after(headers, now));
}

TEST_CASE("waits are random below a bound that doubles up to the longest") {
  test::FixedRandom random;
  const Backoff backoff{.base = milliseconds(100), .most = milliseconds(300)};
  bool above_base = false;
  for (int round = 0; round < 200; ++round) {
    CHECK(backoff.wait_after(1, random) <= milliseconds(100));
    const auto late = backoff.wait_after(30, random);
    CHECK(late <= milliseconds(300));
    above_base = above_base || late > milliseconds(100);
  }
  CHECK(above_base);
}

}  // namespace cauth::http
