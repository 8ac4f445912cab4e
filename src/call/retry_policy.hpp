#pragma once

#include "base/clock.hpp"
#include "call/options.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace cauth::call {

/// How a try ended.
struct TryResult {
  int exit = 0;          ///< curl's number; 0: an answer came
  int status = 0;        ///< of the answer; 0: none came
  bool refused = false;  ///< nobody listened at the address
  std::optional<std::chrono::seconds> retry_after;
};

/// Which tries of a transfer are made again, and when: curl 7.88's rules for --retry.
class RetryPolicy {
 public:
  RetryPolicy(const Retry& rules, TimePoint begun) : rules_(rules), begun_(begun), left_(rules.count) {}

  struct Again {
    std::chrono::seconds wait;
    std::string_view why;  ///< "timeout"
    long left;             ///< tries, this one included
  };
  /// Nothing: the result is final.
  std::optional<Again> after(const TryResult& result, TimePoint now);

 private:
  std::string_view reason(const TryResult& result) const;

  const Retry& rules_;
  TimePoint begun_;
  long left_;
  std::chrono::seconds wait_{1};
};

}  // namespace cauth::call
