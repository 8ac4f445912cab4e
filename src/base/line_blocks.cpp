#include "base/line_blocks.hpp"

#include <algorithm>

namespace cauth {

std::optional<std::string> LineBlocks::next() {
  std::string block;
  while (block.empty() && !ended_) {
    const std::size_t size = source_.read(read_);
    ended_ = size == 0;
    take(std::string_view(read_).substr(0, size), block);
    if (ended_ && in_line_) end_line(block);
  }
  if (block.empty()) return std::nullopt;
  return block;
}

void LineBlocks::take(std::string_view bytes, std::string& block) {
  // For all that may come: a block that grows is copied again and again.
  if (bytes.find('\n') != std::string_view::npos) block.reserve(line_.size() + bytes.size());
  while (!bytes.empty()) {
    const auto end = bytes.find('\n');
    append(bytes.substr(0, end));
    if (end == std::string_view::npos) return;
    end_line(block);
    bytes.remove_prefix(end + 1);
  }
}

void LineBlocks::append(std::string_view bytes) {
  in_line_ = true;
  line_.append(bytes.substr(0, std::min(bytes.size(), line_limit_ + 1 - line_.size())));
}

void LineBlocks::end_line(std::string& block) {
  if (line_.ends_with('\r')) line_.pop_back();
  block += line_;
  block += '\n';
  line_.clear();
  in_line_ = false;
}

std::vector<std::string_view> lines_of(std::string_view block) {
  std::vector<std::string_view> lines;
  while (!block.empty()) {
    const auto end = std::min(block.find('\n'), block.size());
    lines.push_back(block.substr(0, end));
    block.remove_prefix(std::min(end + 1, block.size()));
  }
  return lines;
}

}  // namespace cauth
