#pragma once

#include "call/test_report.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cauth::call {

// Each gives the report with the cases at its end (in JUnit: at the end of their suite); an empty text begins
// a new one. Nothing when `report` is not, to the byte, what the same function gives: what somebody else
// wrote is not ours to add to.

std::optional<std::string> add_to_junit(std::string_view report, std::span<const TestCase> cases);
std::optional<std::string> add_to_tap(std::string_view report, std::span<const TestCase> cases);

/// One line, at most so long, that may stand in a report.
std::string report_line(std::string_view text);
/// The same for several, the last without a line end.
std::string report_lines(std::string_view text);

}  // namespace cauth::call
