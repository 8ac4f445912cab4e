#include "session/toml.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::session {
namespace {

// Turns toml++'s lines and columns (which count characters) into bytes.
class Positions {
 public:
  explicit Positions(std::string_view text) : text_(text) {
    lines_.push_back(0);
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] == '\n') lines_.push_back(at + 1);
    }
  }

  std::size_t byte(const toml::source_position& position) const {
    if (position.line == 0) return 0;
    std::size_t at = position.line > lines_.size() ? text_.size() : lines_[position.line - 1];
    for (auto column = position.column; column > 1 && at < text_.size(); --column) ++at, skip_rest(at);
    return at;
  }

  // Does a key that ends there end a [header]?
  bool header_ends(std::size_t at) const {
    while (at < text_.size() && (text_[at] == ' ' || text_[at] == '\t')) ++at;
    return at < text_.size() && text_[at] == ']';
  }

  std::string slice(std::size_t begin, std::size_t end) const {
    return std::string(text_.substr(begin, end - begin));
  }

 private:
  void skip_rest(std::size_t& at) const {
    constexpr unsigned kContinuationMask = 0xC0;
    constexpr unsigned kContinuation = 0x80;
    while (at < text_.size() && (static_cast<unsigned char>(text_[at]) & kContinuationMask) == kContinuation)
      ++at;
  }

  std::string_view text_;
  std::vector<std::size_t> lines_;
};

TomlValue convert(const toml::node& node, const Positions& positions);

void add_members(const toml::table& table, const Positions& positions, TomlValue& value) {
  value.kind = TomlValue::Kind::table;
  value.in_braces = table.is_inline();
  for (const auto& [key, child] : table) {
    TomlMember member{.name = std::string(key.str()),
                      .key_begin = positions.byte(key.source().begin),
                      .line = key.source().begin.line,
                      .value = convert(child, positions)};
    member.value.has_header = member.value.kind == TomlValue::Kind::table && !member.value.in_braces &&
                              positions.header_ends(positions.byte(key.source().end));
    value.members.push_back(std::move(member));
  }
}

TomlValue convert(const toml::node& node, const Positions& positions) {
  TomlValue value;
  value.begin = positions.byte(node.source().begin);
  value.end = positions.byte(node.source().end);
  value.line = node.source().begin.line;
  value.text = positions.slice(value.begin, value.end);
  if (const auto* table = node.as_table()) {
    add_members(*table, positions, value);
  } else if (const auto* list = node.as_array()) {
    value.kind = TomlValue::Kind::list;
    for (const auto& item : *list) value.items.push_back(convert(item, positions));
  } else if (const auto* string = node.as_string()) {
    value.kind = TomlValue::Kind::text;
    value.text = string->get();
  } else if (node.is_integer()) {
    value.kind = TomlValue::Kind::integer;
  } else if (node.is_boolean()) {
    value.kind = TomlValue::Kind::boolean;
  }
  return value;
}

// The name in toml++'s "cannot redefine existing table 'NAME' as …".
std::string name_that_stands_twice(std::string_view description) {
  const auto begin = description.find('\'');
  const auto end = begin == std::string_view::npos ? begin : description.find('\'', begin + 1);
  if (end == std::string_view::npos) return "a name stands twice";
  return fmt::format("\"{}\" stands twice", printable(description.substr(begin + 1, end - begin - 1)));
}

// What is wrong, by what toml++ says of it. Its own words are no user's, and quote values: an unquoted
// secret.
std::string in_our_words(std::string_view description) {
  struct Row {
    std::string_view part, words;
  };
  constexpr std::array<Row, 18> kRows{{
      {"invalid utf-8", "this is not UTF-8"},
      {"string: encountered end-of-file", "the closing quotes of a text are missing"},
      {"control characters", "a text is not closed on its line, or holds a control character"},
      {"unicode scalar", "a backslash in a text must be written twice, or the text in single quotes"},
      {"string: ", "a backslash in a text must be written twice, or the text in single quotes"},
      {"array: ", "a list lacks a comma or its \"]\""},
      {"inline table: ", "a table in braces is not written { name = value, name = value }"},
      {"table header: ", "a table's header is not written [profile.NAME]"},
      {"pair: expected '='", "there is no \"=\" after the name"},
      {"pair: expected value", "the value is missing"},
      {"pair: encountered end-of-file", "the value is missing"},
      {"pair: expected a comment or whitespace", "something stands after the value"},
      {"root table: ", "a line is neither name = value nor a table's header"},
      {"parsing key: ", "a name that holds more than letters, digits, _ and - must stand in quotes"},
      {"parsing value: ", "a text must stand in quotes"},
      {"parsing boolean: ", "a text must stand in quotes"},
      {"integer: ", "a number is not written as one, or a text lacks its quotes"},
      {"parsing ", "a value is not written as TOML has it, or a text lacks its quotes"},
  }};
  if (description.find("cannot redefine") != std::string_view::npos) {
    return name_that_stands_twice(description);
  }
  const auto* row = std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) {
    return description.find(each.part) != std::string_view::npos;
  });
  return std::string(row == kRows.end() ? "this is not written as TOML has it" : row->words);
}

}  // namespace

const TomlValue* TomlValue::member(std::string_view name) const {
  const auto found = std::find_if(members.begin(), members.end(),
                                  [name](const TomlMember& one) { return one.name == name; });
  return found == members.end() ? nullptr : &found->value;
}

bool TomlValue::same_as(const TomlValue& other) const {
  if (kind != other.kind || items.size() != other.items.size() || members.size() != other.members.size()) {
    return false;
  }
  if (kind == Kind::list) {
    return std::equal(items.begin(), items.end(), other.items.begin(),
                      [](const TomlValue& left, const TomlValue& right) { return left.same_as(right); });
  }
  if (kind == Kind::table) {
    return std::equal(members.begin(), members.end(), other.members.begin(),
                      [](const TomlMember& left, const TomlMember& right) {
                        return left.name == right.name && left.value.same_as(right.value);
                      });
  }
  return text == other.text;
}

TomlValue parse_toml(std::string_view text, std::string_view file_name) {
  try {
    const toml::table table = toml::parse(text);
    const Positions positions(text);
    TomlValue document;
    add_members(table, positions, document);
    return document;
  } catch (const toml::parse_error& error) {
    // toml++ speaks by exceptions; only Error leaves this file.
    throw usage_error(fmt::format("\"{}\", line {}: {}", file_name, error.source().begin.line,
                                  in_our_words(error.description())),
                      "the file is written in TOML (https://toml.io)");
  }
}

std::string toml_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char character : text) {
    constexpr unsigned char kFirstPrintable = 0x20;
    constexpr unsigned char kDelete = 0x7F;
    const auto byte = static_cast<unsigned char>(character);
    if (character == '"' || character == '\\') {
      quoted += {'\\', character};
    } else if (byte < kFirstPrintable || byte == kDelete) {
      quoted += fmt::format("\\u{:04X}", byte);
    } else {
      quoted += character;
    }
  }
  return quoted + '"';
}

std::string toml_key(std::string_view name) {
  const bool bare = !name.empty() && std::all_of(name.begin(), name.end(), [](char character) {
    return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
           (character >= '0' && character <= '9') || character == '_' || character == '-';
  });
  return bare ? std::string(name) : toml_string(name);
}

}  // namespace cauth::session
