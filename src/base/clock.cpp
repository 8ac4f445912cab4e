#include "base/clock.hpp"

#include "base/interrupt.hpp"

#include <time.h>

#include <cerrno>

namespace cauth {

TimePoint SystemClock::now() {
  return std::chrono::floor<TimePoint::duration>(std::chrono::system_clock::now());
}

bool SystemClock::sleep_until(TimePoint when) {
  const auto since_epoch = std::chrono::duration_cast<std::chrono::nanoseconds>(when.time_since_epoch());
  const auto seconds = std::chrono::floor<std::chrono::seconds>(since_epoch);
  timespec until{};
  until.tv_sec = static_cast<time_t>(seconds.count());
  until.tv_nsec = static_cast<long>((since_epoch - seconds).count());
  while (!interrupting_signal()) {
    if (::clock_nanosleep(CLOCK_REALTIME, TIMER_ABSTIME, &until, nullptr) != EINTR) return true;
  }
  return false;
}

std::chrono::seconds unix_seconds(TimePoint when) {
  return std::chrono::floor<std::chrono::seconds>(when.time_since_epoch());
}

TimePoint from_unix_seconds(std::chrono::seconds since_epoch) {
  if (since_epoch >= unix_seconds(TimePoint::max())) return TimePoint::max();
  if (since_epoch <= unix_seconds(TimePoint::min())) return TimePoint::min();
  return TimePoint(since_epoch);
}

}  // namespace cauth
