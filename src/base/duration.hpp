#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace cauth {

/// "90", "90s", "1h30m", "2d", "500ms" (a bare number is seconds); nothing when it is none of these, negative
/// or above 100 years.
std::optional<std::chrono::milliseconds> parse_duration(std::string_view text);

/// For people, two units at most: "12m", "1h 5m", "29d 23h", "45s". Negative ones without their sign.
std::string format_duration(std::chrono::seconds length);

/// "2026-11-21 04:00:00 UTC".
std::string format_utc(TimePoint when);
/// "2026-11-21T04:00:00Z" (RFC 3339).
std::string format_rfc3339(TimePoint when);
/// "2026-11-21 13:00:00 +0900", in the zone of the TZ variable or the system.
std::string format_local(TimePoint when);
/// "expires in 12m", "expired 3h 2m ago".
std::string format_expiry(TimePoint expires, TimePoint now);

/// "20261121T040000Z" (SigV4) and "Sat Nov 21 04:00:00 UTC 2026" (Cognito's SRP TIMESTAMP: English, UTC, the
/// day of the month without a leading zero).
std::string format_amz_date(TimePoint when);
std::string format_srp_timestamp(TimePoint when);

/// An HTTP date (RFC 9110 section 5.6.7, the preferred form) or nothing.
std::optional<TimePoint> parse_http_date(std::string_view text);
std::string format_http_date(TimePoint when);

/// RFC 3339 with Z or an offset, or a number of seconds since 1970; nothing otherwise.
std::optional<TimePoint> parse_time(std::string_view text);

}  // namespace cauth
