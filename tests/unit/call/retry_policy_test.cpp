#include "call/retry_policy.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <vector>

namespace cauth::call {
namespace {

using std::chrono::seconds;

const TimePoint kBegin = from_unix_seconds(seconds(1'800'000'000));

bool tried_again(const Retry& rules, const TryResult& result) {
  return RetryPolicy(rules, kBegin).after(result, kBegin).has_value();
}

}  // namespace

TEST_CASE("nothing is tried again without --retry") {
  CHECK_FALSE(tried_again({}, {.exit = 28}));
}

TEST_CASE("timeouts, unknown hosts and passing statuses are tried again, other failures are not") {
  const Retry rules{.count = 1};
  for (const int exit : {5, 6, 28}) CHECK(tried_again(rules, {.exit = exit}));
  for (const int status : {408, 429, 500, 502, 503, 504}) {
    CHECK(tried_again(rules, {.status = status}));
    CHECK(tried_again(rules, {.exit = 22, .status = status}));
  }
  for (const int status : {200, 401, 404, 501, 505}) CHECK_FALSE(tried_again(rules, {.status = status}));
  for (const int exit : {7, 22, 35, 52, 56}) CHECK_FALSE(tried_again(rules, {.exit = exit}));
  CHECK_FALSE(tried_again(rules, {.exit = 56, .status = 503}));
}

TEST_CASE("--retry-all-errors and --retry-connrefused add to them") {
  CHECK(tried_again({.count = 1, .all_errors = true}, {.exit = 52}));
  CHECK(tried_again({.count = 1, .refused_connections = true}, {.exit = 7, .refused = true}));
  CHECK_FALSE(tried_again({.count = 1, .refused_connections = true}, {.exit = 7}));
}

TEST_CASE("the wait doubles up to ten minutes, and is the same each time with --retry-delay") {
  const auto waits = [](const Retry& rules) {
    RetryPolicy policy(rules, kBegin);
    std::vector<long> result;
    while (const auto again = policy.after({.exit = 28}, kBegin)) result.push_back(again->wait.count());
    return result;
  };
  const auto usual = waits({.count = 12});
  CHECK(usual.at(0) == 1);
  CHECK(usual.at(3) == 8);
  CHECK(usual.at(11) == 600);
  CHECK(waits({.count = 3, .delay = seconds(5)}) == std::vector<long>{5, 5, 5});
}

TEST_CASE("the answer's Retry-After wins, unless it leads past --retry-max-time") {
  const Retry rules{.count = 3, .time_limit = seconds(10)};
  RetryPolicy policy(rules, kBegin);
  CHECK(policy.after({.status = 429, .retry_after = seconds(7)}, kBegin)->wait == seconds(7));
  CHECK_FALSE(policy.after({.status = 429, .retry_after = seconds(7)}, kBegin + seconds(4)));
  CHECK(policy.after({.status = 429, .retry_after = seconds(0)}, kBegin + seconds(4)));
  CHECK_FALSE(policy.after({.exit = 28}, kBegin + seconds(10)));
}

}  // namespace cauth::call
