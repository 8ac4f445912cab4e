#pragma once

#include "base/json.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// Rows as a table with a frame; the first row is the heading where `with_heading`.
std::string framed(const std::vector<std::vector<std::string>>& rows, bool with_heading);

/// A value for people: an object as a table of names and values, a list of objects as one row each, what is
/// nested as tables of their own below, under their names.
std::string table_of(const Json& value);

}  // namespace cauth::cli
