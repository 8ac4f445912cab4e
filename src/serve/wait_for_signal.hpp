#pragma once

#include "base/clock.hpp"

namespace cauth::serve {

/// Waits for SIGINT or SIGTERM: the exit status that stands for it (130, 143).
int wait_for_signal(Clock& clock);

}  // namespace cauth::serve
