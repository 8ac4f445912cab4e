#pragma once

#include <optional>
#include <string_view>

namespace cauth {

/// A decimal number as JSON and curl write it ("10", "-0.5", "1e3"), as the double that is nearest; nothing
/// when the whole text is none, or too large for a double.
std::optional<double> parse_decimal(std::string_view text);

}  // namespace cauth
