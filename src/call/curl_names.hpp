#pragma once

#include <span>
#include <string_view>

namespace cauth::call {

/// What follows an option's name.
enum class ValueKind {
  toggle,  ///< nothing; --no-NAME is its opposite
  once,    ///< nothing, and it has no opposite
  text,
  file
};

/// An option of curl's, whether we have it or not: what a parser needs to read a line that holds it.
struct CurlName {
  std::string_view name;  ///< without dashes, and without the "no-" of its usual form
  char letter;            ///< its short name, or ' '
  ValueKind kind;

  bool takes_value() const { return kind == ValueKind::text || kind == ValueKind::file; }
};

std::span<const CurlName> curl_names();

/// The option of that letter, or null.
const CurlName* find_curl_letter(char letter);

/// What curl makes of a long name: it may be in any case, shortened as long as it stays unique, and begin
/// with "no-".
struct LongName {
  const CurlName* option = nullptr;  ///< null: no such name
  bool ambiguous = false;
  bool negated = false;
};
LongName match_long_name(std::string_view typed);

}  // namespace cauth::call
