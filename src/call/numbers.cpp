#include "call/numbers.hpp"

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <cstdint>

namespace cauth::call {

std::chrono::milliseconds parse_seconds(std::string_view value, std::string_view option) {
  constexpr double kMost = 1e9;
  const auto seconds = parse_decimal(value);
  if (!seconds || !(*seconds >= 0) || *seconds > kMost) {
    throw usage_error(fmt::format("{} wants a number of seconds, not \"{}\"", option, printable(value)),
                      "it looks like 10 or 0.5");
  }
  return std::chrono::milliseconds(static_cast<std::int64_t>(*seconds * 1000 + 0.5));
}

long parse_count(std::string_view value, std::string_view option) {
  const auto count = parse_number<long>(value);
  if (!count || *count < 0)
    throw usage_error(fmt::format("{} wants a number, not \"{}\"", option, printable(value)));
  return *count;
}

std::chrono::seconds parse_whole_seconds(std::string_view value, std::string_view option) {
  return std::chrono::seconds(parse_count(value, option));
}

std::chrono::milliseconds parse_rate(std::string_view value, std::string_view option) {
  using std::chrono::milliseconds;
  const auto halves = split_once(value, '/');
  const auto count = parse_number<std::int64_t>(halves ? halves->before : value);
  // As for curl, what follows the unit's letter does not count.
  const char unit = !halves ? 'h' : halves->after.empty() ? '\0' : halves->after.front();
  const milliseconds length = unit == 's'   ? milliseconds(std::chrono::seconds(1))
                              : unit == 'm' ? milliseconds(std::chrono::minutes(1))
                              : unit == 'h' ? milliseconds(std::chrono::hours(1))
                              : unit == 'd' ? milliseconds(std::chrono::hours(24))
                                            : milliseconds(0);
  if (!count || *count < 1 || length.count() == 0)
    throw usage_error(fmt::format("{} wants a rate, not \"{}\"", option, printable(value)),
                      "it looks like 2/s, 10/m, 100/h or 1000/d");
  return length / *count;
}

}  // namespace cauth::call
