#include "base/event.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <thread>

namespace cauth {

using std::chrono::hours;
using std::chrono::milliseconds;

TEST_CASE("an event that never comes ends with its deadline") {
  Event event;
  CHECK_FALSE(event.wait_until(SystemClock().now() + milliseconds(5)));
  CHECK_FALSE(event.wait_until(TimePoint()));
}

TEST_CASE("an event from another thread ends the wait, and stays") {
  Event event;
  std::thread other([&event] { event.set(); });
  CHECK(event.wait_until(SystemClock().now() + hours(1)));
  other.join();
  CHECK(event.wait_until(SystemClock().now() + hours(1)));
}

}  // namespace cauth
