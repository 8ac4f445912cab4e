#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cauth::http {

/// What -z compares with.
struct TimeCondition {
  enum class Kind { modified_since, unmodified_since, last_modified } kind = Kind::modified_since;
  std::int64_t unix_seconds = 0;
};

/// "+DATE" or "DATE", "-DATE", "=DATE", where the date is any that curl_getdate(3) reads, or the name of a
/// file whose time is meant. Nothing when it is neither.
std::optional<TimeCondition> parse_time_condition(std::string_view text);

}  // namespace cauth::http
