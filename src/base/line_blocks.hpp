#pragma once

#include "base/streams.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth {

/// Cuts a source into blocks of whole lines, each as soon as it is there: whoever waits at the other end of a
/// slow pipe waits for a line, not for a full block. Memory does not grow with the text, nor with a line.
class LineBlocks {
 public:
  /// Of a line longer than `line_limit` bytes the first `line_limit` + 1 are kept.
  LineBlocks(Source& source, std::size_t line_limit)
      : source_(source), line_limit_(line_limit), read_(kReadSize, '\0') {}

  /// Some lines, for `lines_of` to take apart; nothing at the end of the text.
  std::optional<std::string> next();

 private:
  // About 50 tokens: enough to make handing a block over cheap.
  static constexpr std::size_t kReadSize = std::size_t{64} * 1024;

  void take(std::string_view bytes, std::string& block);
  void append(std::string_view bytes);
  void end_line(std::string& block);

  Source& source_;
  std::size_t line_limit_;
  std::string read_;  // where the source writes, over and over
  std::string line_;  // begun, its end not yet seen
  bool in_line_ = false;
  bool ended_ = false;
};

/// The lines of a block, without their ends ("\n" or "\r\n"). They point into it.
std::vector<std::string_view> lines_of(std::string_view block);

}  // namespace cauth
