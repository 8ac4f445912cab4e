#include "base/line_blocks.hpp"

#include <algorithm>
#include <utility>

namespace cauth {
namespace {

// About 50 tokens: enough to make handing a block over cheap.
constexpr std::size_t kReadSize = std::size_t{64} * 1024;

}  // namespace

std::optional<LineBlocks::Lines> LineBlocks::next() {
  std::string memory(kReadSize, '\0');
  Lines lines;
  while (lines.empty() && !ended_) {
    const std::size_t size = source_.read(memory);
    ended_ = size == 0;
    take(std::string_view(memory).substr(0, size), lines);
    if (ended_ && in_line_) end_line(lines);
  }
  if (lines.empty()) return std::nullopt;
  return lines;
}

void LineBlocks::take(std::string_view bytes, Lines& lines) {
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    append(bytes.substr(0, end));
    if (end == std::string_view::npos) return;
    end_line(lines);
    bytes.remove_prefix(end + 1);
  }
}

void LineBlocks::append(std::string_view bytes) {
  in_line_ = true;
  line_.append(bytes.substr(0, std::min(bytes.size(), line_limit_ + 1 - line_.size())));
}

void LineBlocks::end_line(Lines& lines) {
  if (line_.ends_with('\r')) line_.pop_back();
  lines.push_back(std::exchange(line_, {}));
  in_line_ = false;
}

}  // namespace cauth
