#pragma once

#include "base/secret.hpp"
#include "base/streams.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::cli {

/// A source whose beginning can be looked at before it is read.
class PeekedSource : public Source {
 public:
  explicit PeekedSource(Source& rest) : rest_(rest) {}
  ~PeekedSource() override;
  PeekedSource(const PeekedSource&) = delete;
  PeekedSource& operator=(const PeekedSource&) = delete;

  /// Does it begin with one whole token on a line, and go on after that line? A token of which somebody
  /// copied several lines does not. Waits for as much input as it takes to tell.
  bool holds_lines_of_tokens();

  std::size_t read(std::span<char> memory) override;

 private:
  bool read_more();

  Source& rest_;
  std::string seen_;
  std::size_t given_ = 0;
};

/// The token in a line of JSON, at a path in the language of --query; nothing, and why, when there is none.
struct TokenInLine {
  std::optional<std::string> token;
  std::string problem;
};
TokenInLine token_in_json(std::string_view line, std::string_view path);

/// The longest line of JSON that is looked at.
constexpr std::size_t kLongestJsonLine = std::size_t{1} << 20U;

}  // namespace cauth::cli
