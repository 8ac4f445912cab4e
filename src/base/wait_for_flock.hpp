#pragma once

#include "base/clock.hpp"

namespace cauth {

/// Takes the exclusive advisory lock (flock) on an open file: true when it has it, false when it was not free
/// by `deadline` or cannot be had at all (errno is then not EWOULDBLOCK). Error{interrupted} on a signal.
bool wait_for_flock(int descriptor, TimePoint deadline, Clock& clock);

}  // namespace cauth
