#include "base/wait_for_flock.hpp"

#include "base/interrupt.hpp"

#include <sys/file.h>

#include <algorithm>
#include <cerrno>
#include <chrono>

namespace cauth {

// flock itself would wait too, but for ever.
bool wait_for_flock(int descriptor, TimePoint deadline, Clock& clock) {
  using std::chrono::milliseconds;
  constexpr milliseconds kLongest(50);
  milliseconds pause(2);
  while (::flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK && errno != EINTR) return false;
    if (clock.now() >= deadline) {
      errno = EWOULDBLOCK;
      return false;
    }
    if (!clock.sleep_until(std::min(clock.now() + pause, deadline))) throw_if_interrupted();
    pause = std::min(pause * 2, kLongest);
  }
  return true;
}

}  // namespace cauth
