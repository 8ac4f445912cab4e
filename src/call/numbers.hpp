#pragma once

#include <chrono>
#include <cstdint>
#include <string_view>

namespace cauth::call {

// Values of options, as curl 7.88 takes them. Error{usage} names the option.

/// "2", "0.5".
std::chrono::milliseconds parse_seconds(std::string_view value, std::string_view option);
/// Whole seconds.
std::chrono::seconds parse_whole_seconds(std::string_view value, std::string_view option);
/// A number that is not negative.
long parse_count(std::string_view value, std::string_view option);

/// "2/s", "10/m", "100/h", "1000/d", a number alone for so many an hour: the time from one to the next.
std::chrono::milliseconds parse_rate(std::string_view value, std::string_view option);

}  // namespace cauth::call
