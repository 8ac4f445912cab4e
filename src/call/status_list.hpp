#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// Statuses that are expected: "200", "200,204", "2xx", "200-299"; "|" separates too.
class StatusList {
 public:
  /// Adds those of the text to what there is. Error{usage} for what is none.
  void add(std::string_view text);

  bool empty() const { return ranges_.empty(); }
  bool contains(int status) const;
  /// As it was written.
  const std::string& text() const { return text_; }

 private:
  struct Range {
    int first, last;
  };
  static Range parse(std::string_view piece);

  std::vector<Range> ranges_;
  std::string text_;
};

}  // namespace cauth::call
