#include "cli/columns.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <cstddef>

namespace cauth::cli {
namespace {

// Characters, as UTF-8 has them; wide ones count as one.
std::size_t width_of(const std::string& text) {
  constexpr unsigned kContinuationMask = 0xC0;
  constexpr unsigned kContinuation = 0x80;
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char character) {
    return (static_cast<unsigned char>(character) & kContinuationMask) != kContinuation;
  }));
}

}  // namespace

void print_columns(Sink& sink, const std::vector<std::vector<std::string>>& rows) {
  std::vector<std::size_t> widths;
  for (const auto& row : rows) {
    widths.resize(std::max(widths.size(), row.size()));
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width_of(printable(row[i])));
  }
  for (const auto& row : rows) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const std::string cell = printable(row[i]);
      line += cell;
      if (i + 1 < row.size()) line.append(widths[i] - width_of(cell) + 2, ' ');
    }
    sink.write(line + '\n');
  }
}

}  // namespace cauth::cli
