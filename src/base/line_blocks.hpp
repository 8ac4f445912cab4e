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
  using Lines = std::vector<std::string>;

  /// Of a line longer than `line_limit` bytes the first `line_limit` + 1 are kept.
  LineBlocks(Source& source, std::size_t line_limit) : source_(source), line_limit_(line_limit) {}

  /// Some lines, without their ends ("\n" or "\r\n"); nothing at the end of the text.
  std::optional<Lines> next();

 private:
  void take(std::string_view bytes, Lines& lines);
  void append(std::string_view bytes);
  void end_line(Lines& lines);

  Source& source_;
  std::size_t line_limit_;
  std::string line_;  // begun, its end not yet seen
  bool in_line_ = false;
  bool ended_ = false;
};

}  // namespace cauth
