#pragma once

#include "base/streams.hpp"
#include "cli/args.hpp"
#include "cli/context.hpp"

#include <cstddef>
#include <optional>
#include <span>
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

/// The options of a command that takes one token or a stream of them.
struct StreamOptions {
  bool stream = false;
  std::optional<std::string> field;  ///< lines are JSON, with the token at this path

  void declare(Args& args);
  /// Is it a stream that `in` holds? Said so, or seen: a whole token on the first line, and more after it.
  /// `token`: the argument. Error{usage} when both are given.
  bool is_stream(Context& context, const std::optional<std::string>& token, PeekedSource& in) const;
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
