#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

struct TomlMember;

/// A TOML value and where in the text it stands.
struct TomlValue {
  enum class Kind { text, integer, boolean, list, table, other } kind = Kind::other;
  std::string text;                 ///< text: what the string says; integer, boolean, other: as written
  std::vector<TomlValue> items;     ///< of a list
  std::vector<TomlMember> members;  ///< of a table, by name
  std::size_t begin = 0, end = 0;   ///< bytes; of a table with a header: the header's
  std::size_t line = 0;             ///< the first is 1
  bool in_braces = false;           ///< a table written as { … }
  bool has_header = false;          ///< a table with a [header] of its own

  const TomlValue* member(std::string_view name) const;
  /// The same content, wherever it stands.
  bool same_as(const TomlValue& other) const;
};

struct TomlMember {
  std::string name;
  std::size_t key_begin = 0;  ///< byte where the key stands
  std::size_t line = 0;
  TomlValue value;
};

/// A whole document. Error{usage} naming the file, the line and what is wrong.
TomlValue parse_toml(std::string_view text, std::string_view file_name);

/// A string as TOML writes it, in quotes.
std::string toml_string(std::string_view text);
/// A key as TOML writes it: in quotes where it must be.
std::string toml_key(std::string_view name);

}  // namespace cauth::session
