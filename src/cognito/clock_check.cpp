#include "cognito/clock_check.hpp"

#include "base/duration.hpp"

#include <fmt/format.h>

#include <chrono>

namespace cauth::cognito {

std::string hint_for_clock(std::optional<TimePoint::duration> service_ahead) {
  // A minute less than is allowed: the answer was under way, and so will the proof be.
  constexpr std::chrono::minutes kTolerated{4};
  if (!service_ahead || std::chrono::abs(*service_ahead) < kTolerated) return {};
  const auto difference = std::chrono::round<std::chrono::minutes>(std::chrono::abs(*service_ahead));
  return fmt::format(
      "this machine's clock is {} {} the service's, and the proof of the password has the time in it: "
      "set the clock",
      format_duration(difference), *service_ahead > TimePoint::duration::zero() ? "behind" : "ahead of");
}

}  // namespace cauth::cognito
