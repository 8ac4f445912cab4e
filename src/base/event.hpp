#pragma once

#include "base/clock.hpp"
#include "base/file.hpp"

namespace cauth {

/// Something that one thread waits for and another one brings about.
class Event {
 public:
  Event();
  /// From any thread, any number of times.
  void set();
  /// True when it has come, false when `deadline` came first. Error{interrupted} on a signal.
  bool wait_until(TimePoint deadline);

 private:
  FileDescriptor descriptor_;
};

}  // namespace cauth
