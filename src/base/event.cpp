#include "base/event.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace cauth {

Event::Event() : descriptor_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
  if (!descriptor_.open()) throw Error(Category::internal, "cannot make an event");
}

void Event::set() {
  const std::uint64_t one = 1;
  // It fails when it was set 2^64 times, and then it is set.
  [[maybe_unused]] const auto written = ::write(descriptor_.get(), &one, sizeof one);
}

bool Event::wait_until(TimePoint deadline) {
  using std::chrono::seconds;
  // Signals reach us inside ppoll alone: one that comes just before the wait would otherwise not end it.
  const InterruptsHeld held;
  SystemClock clock;
  while (true) {
    throw_if_interrupted();
    const auto left = deadline - clock.now();
    if (left <= TimePoint::duration::zero()) return false;
    // In slices: the deadline is on a clock that may be set meanwhile.
    const auto slice = std::min<std::chrono::nanoseconds>(left, seconds(1));
    const timespec wait = {.tv_sec = slice / seconds(1), .tv_nsec = (slice % seconds(1)).count()};
    pollfd ready{descriptor_.get(), POLLIN, 0};
    if (::ppoll(&ready, 1, &wait, &held.before()) > 0) return true;
  }
}

}  // namespace cauth
