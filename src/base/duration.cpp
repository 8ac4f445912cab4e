#include "base/duration.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <time.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace cauth {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr milliseconds kLongestDuration = std::chrono::hours(24 * 366 * 100);
constexpr std::array<std::string_view, 7> kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<std::string_view, 12> kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Unit {
  std::string_view name;
  milliseconds length;
};
constexpr std::array<Unit, 5> kUnits = {{{"ms", milliseconds(1)},
                                         {"s", seconds(1)},
                                         {"m", std::chrono::minutes(1)},
                                         {"h", std::chrono::hours(1)},
                                         {"d", std::chrono::hours(24)}}};

// A civil date and time of day in UTC.
struct Civil {
  int year = 1970;
  unsigned month = 1, day = 1, hour = 0, minute = 0, second = 0, weekday = 4;
};

Civil civil(TimePoint when) {
  const auto since_epoch = unix_seconds(when);
  const auto days = std::chrono::floor<std::chrono::days>(since_epoch);
  const std::chrono::sys_days date(days);
  const std::chrono::year_month_day ymd(date);
  const auto in_day = (since_epoch - days).count();
  return {.year = static_cast<int>(ymd.year()),
          .month = static_cast<unsigned>(ymd.month()),
          .day = static_cast<unsigned>(ymd.day()),
          .hour = static_cast<unsigned>(in_day / 3600),
          .minute = static_cast<unsigned>(in_day / 60 % 60),
          .second = static_cast<unsigned>(in_day % 60),
          .weekday = std::chrono::weekday(date).c_encoding()};
}

// Seconds since 1970, which reach further than a TimePoint.
std::optional<seconds> from_civil(const Civil& c) {
  const std::chrono::year_month_day ymd{std::chrono::year(c.year), std::chrono::month(c.month),
                                        std::chrono::day(c.day)};
  if (!ymd.ok() || c.hour > 23 || c.minute > 59 || c.second > 60) return std::nullopt;
  const std::chrono::sys_seconds when = std::chrono::sys_days(ymd) + std::chrono::hours(c.hour) +
                                        std::chrono::minutes(c.minute) + seconds(c.second);
  return when.time_since_epoch();
}

// Reads a number of exactly `digits` digits at `at`.
std::optional<unsigned> digits_at(std::string_view text, std::size_t at, std::size_t digits) {
  if (at + digits > text.size()) return std::nullopt;
  return parse_number<unsigned>(text.substr(at, digits));
}

// "+09:00", "-0330" or "Z"; the seconds to take off.
std::optional<seconds> parse_offset(std::string_view text) {
  if (text == "Z" || text == "z") return seconds(0);
  if (text.size() < 5 || (text.front() != '+' && text.front() != '-')) return std::nullopt;
  const auto hours = digits_at(text, 1, 2);
  const auto minutes = digits_at(text, text.size() - 2, 2);
  const bool shape = text.size() == 5 || (text.size() == 6 && text[3] == ':');
  if (!shape || !hours || !minutes || *hours > 23 || *minutes > 59) return std::nullopt;
  const seconds length = std::chrono::hours(*hours) + std::chrono::minutes(*minutes);
  return text.front() == '+' ? length : -length;
}

}  // namespace

std::optional<milliseconds> parse_duration(std::string_view text) {
  if (const auto bare = parse_number<std::uint32_t>(text)) {
    return seconds(*bare) > kLongestDuration ? std::nullopt : std::optional<milliseconds>(seconds(*bare));
  }
  milliseconds total{0};
  if (text.empty()) return std::nullopt;
  while (!text.empty()) {
    const auto number_end = std::min(text.find_first_not_of("0123456789"), text.size());
    const auto number = parse_number<std::uint32_t>(text.substr(0, number_end));
    text.remove_prefix(number_end);
    const auto unit_end = std::min(text.find_first_of("0123456789"), text.size());
    const auto name = text.substr(0, unit_end);
    const auto* unit =
        std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& u) { return u.name == name; });
    if (!number || unit == kUnits.end()) return std::nullopt;
    total += *number * unit->length;
    if (total > kLongestDuration) return std::nullopt;
    text.remove_prefix(unit_end);
  }
  return total;
}

std::string format_duration(seconds length) {
  const auto total = length.count() < 0 ? -length.count() : length.count();
  const std::array<std::pair<long long, char>, 4> parts = {
      {{total / 86400, 'd'}, {total / 3600 % 24, 'h'}, {total / 60 % 60, 'm'}, {total % 60, 's'}}};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (parts[i].first == 0) continue;
    std::string text = fmt::format("{}{}", parts[i].first, parts[i].second);
    // Seconds beside hours or days tell nobody anything.
    const bool next_matters =
        i + 1 < parts.size() && parts[i + 1].first != 0 && (i != 2 || parts[i].first < 10);
    if (next_matters) text += fmt::format(" {}{}", parts[i + 1].first, parts[i + 1].second);
    return text;
  }
  return "0s";
}

std::string format_utc(TimePoint when) {
  const Civil c = civil(when);
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} UTC", c.year, c.month, c.day, c.hour, c.minute,
                     c.second);
}

std::string format_rfc3339(TimePoint when) {
  const Civil c = civil(when);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z", c.year, c.month, c.day, c.hour, c.minute,
                     c.second);
}

std::string format_local(TimePoint when) {
  const auto seconds_count = static_cast<time_t>(unix_seconds(when).count());
  tm local{};
  ::tzset();
  if (::localtime_r(&seconds_count, &local) == nullptr) return format_utc(when);
  const long offset = local.tm_gmtoff;
  const long magnitude = offset < 0 ? -offset : offset;
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}:{:02} {}{:02}{:02}", local.tm_year + 1900,
                     local.tm_mon + 1, local.tm_mday, local.tm_hour, local.tm_min, local.tm_sec,
                     offset < 0 ? '-' : '+', magnitude / 3600, magnitude / 60 % 60);
}

std::string format_expiry(TimePoint expires, TimePoint now) {
  const auto left = unix_seconds(expires) - unix_seconds(now);
  if (left.count() > 0) return "expires in " + format_duration(left);
  if (left.count() == 0) return "expires now";
  return "expired " + format_duration(left) + " ago";
}

std::string format_amz_date(TimePoint when) {
  const Civil c = civil(when);
  return fmt::format("{:04}{:02}{:02}T{:02}{:02}{:02}Z", c.year, c.month, c.day, c.hour, c.minute, c.second);
}

std::string format_srp_timestamp(TimePoint when) {
  const Civil c = civil(when);
  return fmt::format("{} {} {} {:02}:{:02}:{:02} UTC {}", kDays[c.weekday], kMonths[c.month - 1], c.day,
                     c.hour, c.minute, c.second, c.year);
}

std::string format_http_date(TimePoint when) {
  const Civil c = civil(when);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", kDays[c.weekday], c.day,
                     kMonths[c.month - 1], c.year, c.hour, c.minute, c.second);
}

std::optional<TimePoint> parse_http_date(std::string_view text) {
  // "Sun, 06 Nov 1994 08:49:37 GMT"
  if (text.size() != 29 || text.substr(3, 2) != ", " || text.substr(25) != " GMT") return std::nullopt;
  const auto* month = std::find(kMonths.begin(), kMonths.end(), text.substr(8, 3));
  const auto day = digits_at(text, 5, 2);
  const auto year = digits_at(text, 12, 4);
  const auto hour = digits_at(text, 17, 2);
  const auto minute = digits_at(text, 20, 2);
  const auto second = digits_at(text, 23, 2);
  if (month == kMonths.end() || !day || !year || !hour || !minute || !second) return std::nullopt;
  const auto when = from_civil({.year = static_cast<int>(*year),
                                .month = static_cast<unsigned>(month - kMonths.begin()) + 1,
                                .day = *day,
                                .hour = *hour,
                                .minute = *minute,
                                .second = *second});
  if (!when) return std::nullopt;
  return from_unix_seconds(*when);
}

std::optional<TimePoint> parse_time(std::string_view text) {
  if (const auto number = parse_number<std::int64_t>(text)) {
    constexpr std::int64_t kLatest = 253402300799;  // the last second of the year 9999
    if (*number < 0 || *number > kLatest) return std::nullopt;
    return from_unix_seconds(seconds(*number));
  }
  // "2026-11-21T04:00:00Z", with a space for the T, or a fraction of a second, which is dropped
  if (text.size() < 20) return std::nullopt;
  const bool shape = text[4] == '-' && text[7] == '-' && (text[10] == 'T' || text[10] == ' ') &&
                     text[13] == ':' && text[16] == ':';
  const auto year = digits_at(text, 0, 4);
  const auto month = digits_at(text, 5, 2);
  const auto day = digits_at(text, 8, 2);
  const auto hour = digits_at(text, 11, 2);
  const auto minute = digits_at(text, 14, 2);
  const auto second = digits_at(text, 17, 2);
  if (!shape || !year || !month || !day || !hour || !minute || !second) return std::nullopt;
  auto rest = text.substr(19);
  if (rest.starts_with('.'))
    rest.remove_prefix(std::min(rest.find_first_not_of("0123456789", 1), rest.size()));
  const auto offset = parse_offset(rest);
  const auto when = from_civil({.year = static_cast<int>(*year),
                                .month = *month,
                                .day = *day,
                                .hour = *hour,
                                .minute = *minute,
                                .second = *second});
  if (!offset || !when) return std::nullopt;
  return from_unix_seconds(*when - *offset);
}

}  // namespace cauth
