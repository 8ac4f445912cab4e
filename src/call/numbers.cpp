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

}  // namespace cauth::call
