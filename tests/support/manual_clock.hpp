#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <vector>

namespace cauth::test {

/// A clock that stands still until it is told to go; sleeping moves it on at once.
class ManualClock : public Clock {
 public:
  explicit ManualClock(TimePoint start = from_unix_seconds(std::chrono::seconds(1795233600))) : now_(start) {}
  TimePoint now() override { return now_; }
  bool sleep_until(TimePoint when) override {
    slept.push_back(when - now_);
    if (when > now_) now_ = when;
    return true;
  }
  void advance(TimePoint::duration length) { now_ += length; }

  std::vector<TimePoint::duration> slept;

 private:
  TimePoint now_;
};

}  // namespace cauth::test
