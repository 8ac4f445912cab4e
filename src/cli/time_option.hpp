#pragma once

#include "base/clock.hpp"
#include "cli/args.hpp"
#include "cli/context.hpp"

#include <chrono>
#include <optional>
#include <string>

namespace cauth::cli {

/// --at TIME: judge as of another moment.
class TimeOption {
 public:
  void declare(Args& args, Text help);
  TimePoint or_now(Context& context) const { return at_ ? *at_ : context.clock().now(); }

 private:
  std::optional<TimePoint> at_;
};

/// --min-ttl TIME: how long a token that is handed out must still live.
class MinTtlOption {
 public:
  void declare(Args& args);
  std::chrono::seconds value() const { return value_; }

 private:
  std::chrono::seconds value_{60};
};

}  // namespace cauth::cli
