#pragma once

#include <cstdint>
#include <string_view>

namespace cauth::http {

// Values as curl takes them. Error{usage} naming the option otherwise.

/// Not negative.
long parse_curl_number(std::string_view value, std::string_view name);
/// Bytes: "5000", "10k", "5M" (powers of 1024).
std::int64_t parse_curl_size(std::string_view value, std::string_view name);
/// "10", "0.5"; in milliseconds.
long parse_curl_seconds(std::string_view value, std::string_view name);

}  // namespace cauth::http
