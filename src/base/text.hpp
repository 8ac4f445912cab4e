#pragma once

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace cauth {

// ASCII only, whatever the locale.
char ascii_lower(char character);
std::string to_lower(std::string_view text);
bool equal_ignoring_case(std::string_view left, std::string_view right);
bool is_space(char character);
std::string_view trim(std::string_view text);

/// The pieces between separators; one empty piece for an empty text.
std::vector<std::string_view> split(std::string_view text, char separator);
/// The words between runs of white space.
std::vector<std::string_view> split_words(std::string_view text);
std::string join(const std::vector<std::string>& pieces, std::string_view separator);

/// The text before and after the first `separator`; nothing when there is none.
struct Halves {
  std::string_view before, after;
};
std::optional<Halves> split_once(std::string_view text, char separator);

/// The whole text as a number, or nothing.
template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const char* end = text.data() + text.size();
  const auto result = std::from_chars(text.data(), end, value);
  if (text.empty() || result.ec != std::errc() || result.ptr != end) return std::nullopt;
  return value;
}

/// The text without its last line end (LF or CRLF), one at most: what `$(cat file)` and editors add to a
/// secret.
std::string_view without_line_end(std::string_view text);

/// For messages: control characters and invalid UTF-8 shown as `?`, cut to at most `limit_bytes`.
std::string printable(std::string_view text, std::size_t limit_bytes = 200);

/// The candidate that is most like `word`, when one is near enough to be what was meant.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace cauth
