#pragma once

#include "base/clock.hpp"
#include "cli/args.hpp"
#include "cli/context.hpp"

#include <optional>
#include <string>

namespace cauth::cli {

/// --at TIME: judge as of another moment.
class TimeOption {
 public:
  void declare(Args& args, std::string help);
  TimePoint or_now(Context& context) const { return at_ ? *at_ : context.clock().now(); }

 private:
  std::optional<TimePoint> at_;
};

}  // namespace cauth::cli
