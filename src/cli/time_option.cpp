#include "cli/time_option.hpp"

#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::cli {

void TimeOption::declare(Args& args, Text help) {
  args.each("--at", "TIME", help, [this](const std::string& text) {
    at_ = parse_time(text);
    if (!at_) {
      throw usage_error(fmt::format("\"{}\" is no time", printable(text)),
                        "write it like 2026-11-21T04:00:00Z, or as seconds since 1970");
    }
  });
}

void MinTtlOption::declare(Args& args) {
  args.each("--min-ttl", "TIME", "how long the token must still live, such as 5m (default: 60s)",
            [this](const std::string& text) {
              const auto length = parse_duration(text);
              if (!length) {
                throw usage_error(fmt::format("--min-ttl is no length of time: \"{}\"", printable(text)),
                                  "write it like 90s, 5m or 1h30m");
              }
              value_ = std::chrono::ceil<std::chrono::seconds>(*length);
            });
}

}  // namespace cauth::cli
