#pragma once

#include "base/streams.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// Characters, as UTF-8 has them; wide ones count as one.
std::size_t width_of(std::string_view text);

/// Rows of texts in columns, two blanks apart, the last one unpadded: for people. Control characters are
/// shown as
/// `?`.
void print_columns(Sink& sink, const std::vector<std::vector<std::string>>& rows);

}  // namespace cauth::cli
