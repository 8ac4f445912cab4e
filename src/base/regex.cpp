#include "base/regex.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <regex.h>
#include <string>

namespace cauth {

struct Regex::Compiled {
  regex_t regex;
};

namespace {

Error refusal(std::string_view pattern, std::string_view why, std::string hint = {}) {
  return usage_error(
      fmt::format("\"{}\" is no regular expression that is understood: {}", printable(pattern), why),
      hint.empty() ? "it is written as for grep -E" : std::move(hint));
}

bool is_alphanumeric(char character) {
  const char lower = ascii_lower(character);
  return (lower >= 'a' && lower <= 'z') || (character >= '0' && character <= '9');
}

void check_escape(std::string_view pattern, char escaped) {
  constexpr std::string_view kUnderstood = "wWsSbB";
  if (!is_alphanumeric(escaped) || kUnderstood.find(escaped) != std::string_view::npos) return;
  throw refusal(pattern, fmt::format("there is no \\{}", escaped),
                "it is written as for grep -E; a digit is [0-9]");
}

// "[…]" at `at`: where it ends. What looks like an escape there is a backslash to POSIX, which nobody means.
std::size_t skip_bracket(std::string_view pattern, std::size_t at) {
  std::size_t i = at + 1;
  if (i < pattern.size() && pattern[i] == '^') ++i;
  const std::size_t first = i;
  for (; i < pattern.size() && (pattern[i] != ']' || i == first); ++i) {
    const char next = i + 1 < pattern.size() ? pattern[i + 1] : '\0';
    if (pattern[i] == '\\' && is_alphanumeric(next))
      throw refusal(pattern, "a backslash means nothing between brackets",
                    "write [[:alnum:]_] for \\w, [[:space:]] for \\s, 0-9 for \\d");
    if (pattern[i] == '[' && (next == ':' || next == '.' || next == '=')) {
      const auto end = pattern.find(std::string{next, ']'}, i + 2);
      i = std::min(end, pattern.size() - 2) + 1;
    }
  }
  return i;
}

// "{2,30}" at `at`: the larger number.
std::size_t repetitions(std::string_view pattern, std::size_t at) {
  const auto inside = pattern.substr(at + 1, pattern.find('}', at) - at - 1);
  std::size_t most = 1;
  for (const auto bound : split(inside, ','))
    most = std::max(most, parse_number<std::size_t>(bound).value_or(0));
  return most;
}

// glibc would take much more, and mean something else by it than the user does, or need gigabytes.
void check(std::string_view pattern) {
  constexpr std::size_t kLongestBytes = 1000;
  constexpr std::size_t kMostCopies = 100'000;  // those within others multiply
  if (pattern.size() > kLongestBytes)
    throw refusal(pattern, fmt::format("it is longer than {} bytes", kLongestBytes));
  if (pattern.find('\0') != std::string_view::npos) throw refusal(pattern, "it holds a NUL");
  std::size_t copies = 1;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] == '[') {
      i = skip_bracket(pattern, i);
    } else if (pattern[i] == '\\' && i + 1 < pattern.size()) {
      check_escape(pattern, pattern[++i]);
    } else if (pattern[i] == '{') {
      const std::size_t more = repetitions(pattern, i);
      if (more > kMostCopies / copies) throw refusal(pattern, "it repeats too often");
      copies *= more;
    }
  }
}

// Back references are refused by check_escape: with them no engine is safe.
void compile(regex_t& regex, std::string_view expression, std::string_view pattern) {
  const int why = ::regcomp(&regex, std::string(expression).c_str(), REG_EXTENDED | REG_NOSUB);
  if (why == 0) return;
  std::array<char, 200> text{};
  ::regerror(why, &regex, text.data(), text.size());
  throw refusal(pattern, to_lower(text.data()));
}

}  // namespace

void Regex::Free::operator()(Compiled* compiled) const noexcept {
  ::regfree(&compiled->regex);
  delete compiled;
}

Regex::Regex(std::string_view pattern) {
  check(pattern);
  // Alone first: "a)(b" would be well-formed between parentheses.
  auto compiled = std::make_unique<Compiled>();
  compile(compiled->regex, pattern, pattern);
  ::regfree(&compiled->regex);
  // One pass from the first character, in linear time: glibc would begin anew at each, which is quadratic.
  compile(compiled->regex, fmt::format("^.*({})", pattern), pattern);
  compiled_.reset(compiled.release());
}

bool Regex::matches_in(std::string_view text) const {
  // With REG_STARTEND the text needs no NUL at its end.
  regmatch_t range{};
  range.rm_so = 0;
  range.rm_eo = static_cast<regoff_t>(text.size());
  return ::regexec(&compiled_->regex, text.data(), 1, &range, REG_STARTEND) == 0;
}

}  // namespace cauth
