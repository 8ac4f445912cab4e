#pragma once

#include "base/streams.hpp"

#include <string>
#include <vector>

namespace cauth::cli {

/// Rows of texts in columns, two blanks apart, the last one unpadded: for people. Control characters are
/// shown as
/// `?`.
void print_columns(Sink& sink, const std::vector<std::vector<std::string>>& rows);

}  // namespace cauth::cli
