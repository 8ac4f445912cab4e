#include "http/curl_option_values.hpp"

#include "base/decimal.hpp"
#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <limits>

namespace cauth::http {
namespace {

Error no_number(std::string_view value, std::string_view name, std::string_view what,
                std::string_view example) {
  return usage_error(fmt::format("{} wants {}, not \"{}\"", name, what, printable(value)),
                     fmt::format("it looks like {}", example));
}

}  // namespace

long parse_curl_number(std::string_view value, std::string_view name) {
  const auto number = parse_number<long>(value);
  if (!number || *number < 0) throw no_number(value, name, "a number", "10");
  return *number;
}

std::int64_t parse_curl_size(std::string_view value, std::string_view name) {
  constexpr std::string_view kUnits = "bkmgtp";
  constexpr int kBitsAUnit = 10;
  const auto unit = value.empty() ? std::string_view::npos : kUnits.find(ascii_lower(value.back()));
  const auto digits = value.substr(0, value.size() - (unit == std::string_view::npos ? 0 : 1));
  const int shift = unit == std::string_view::npos ? 0 : static_cast<int>(unit) * kBitsAUnit;
  const auto number = parse_number<std::int64_t>(digits);
  if (!number || *number < 0 || *number > (std::numeric_limits<std::int64_t>::max() >> shift))
    throw no_number(value, name, "a number of bytes", "5000 or 10M");
  return *number << shift;
}

long parse_curl_seconds(std::string_view value, std::string_view name) {
  constexpr double kMost = 1e9;
  const auto seconds = parse_decimal(value);
  if (!seconds || !(*seconds >= 0) || *seconds > kMost)
    throw no_number(value, name, "a number of seconds", "10 or 0.5");
  return static_cast<long>(*seconds * 1000 + 0.5);
}

}  // namespace cauth::http
