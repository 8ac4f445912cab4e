#pragma once

#include <cstddef>
#include <memory>
#include <string_view>

namespace cauth {

/// A regular expression in the dialect of `grep -E` (POSIX extended, with \w \W \s \S \b \B), without back
/// references: a search takes time in proportion to the text, and no stack. Letters and classes are ASCII's,
/// whatever the locale.
class Regex {
 public:
  /// Error{usage} for what is none, and for what other dialects understand and this one does not (\d).
  explicit Regex(std::string_view pattern);

  /// Memory may grow with the text, by a few kilobytes a character at worst: nobody should offer more.
  static constexpr std::size_t kLongestTextBytes = std::size_t{64} << 10U;

  /// Does it match anywhere in the text? `^` and `$` are the text's begin and end, and a dot matches a line
  /// end too. Of a text with a NUL, what stands before it.
  bool matches_in(std::string_view text) const;

 private:
  struct Compiled;
  struct Free {
    void operator()(Compiled* compiled) const noexcept;
  };
  std::unique_ptr<Compiled, Free> compiled_;
};

}  // namespace cauth
