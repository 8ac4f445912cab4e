#include "serve/wait_for_signal.hpp"

#include "base/interrupt.hpp"

#include <chrono>

namespace cauth::serve {

int wait_for_signal(Clock& clock) {
  constexpr int kSignalBase = 128;
  // In slices: a signal that comes just before the wait begins does not end it.
  while (clock.sleep_until(clock.now() + std::chrono::seconds(1))) {
  }
  return kSignalBase + interrupting_signal().value_or(0);
}

}  // namespace cauth::serve
