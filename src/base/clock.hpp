#pragma once

#include <chrono>

namespace cauth {

/// Microseconds: system_clock's own nanoseconds overflow in the year 2262, and a token may name any moment.
using TimePoint = std::chrono::time_point<std::chrono::system_clock, std::chrono::microseconds>;

/// The only source of time. Pure functions take the value `now`; what waits or loops takes the Clock.
struct Clock {
  virtual ~Clock() = default;
  virtual TimePoint now() = 0;
  /// Waits until then. False when a signal ended the wait early (see base/interrupt.hpp).
  virtual bool sleep_until(TimePoint when) = 0;
};

class SystemClock : public Clock {
 public:
  TimePoint now() override;
  bool sleep_until(TimePoint when) override;
};

/// Seconds since 1970-01-01T00:00:00Z, as JWTs and Cognito count (RFC 7519 section 2, NumericDate).
std::chrono::seconds unix_seconds(TimePoint when);
/// What a TimePoint cannot hold comes out as its first or last moment.
TimePoint from_unix_seconds(std::chrono::seconds since_epoch);

}  // namespace cauth
