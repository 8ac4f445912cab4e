#pragma once

#include "base/clock.hpp"

#include <optional>
#include <string>

namespace cauth::cognito {

/// What to tell somebody whose SRP proof was refused, where the clocks explain it: the proof holds the time,
/// and the service allows five minutes. Empty where they agree. `service_ahead`: how far the service's clock
/// is ahead of this machine's; nothing: not known.
std::string hint_for_clock(std::optional<TimePoint::duration> service_ahead);

}  // namespace cauth::cognito
