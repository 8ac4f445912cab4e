#include "cli/mdoc.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cauth::cli::mdoc {
namespace {

// One character of UTF-8 at `at`, which is moved past it; the source is ours and valid.
std::uint32_t next_character(std::string_view utf8, std::size_t& at) {
  const auto first = static_cast<unsigned char>(utf8[at++]);
  if (first < 0x80) return first;
  std::uint32_t code = first < 0xE0 ? first & 0x1FU : first < 0xF0 ? first & 0x0FU : first & 0x07U;
  while (at < utf8.size() && (static_cast<unsigned char>(utf8[at]) & 0xC0U) == 0x80U) {
    code = (code << 6U) | (static_cast<unsigned char>(utf8[at++]) & 0x3FU);
  }
  return code;
}

std::string escaped(std::string_view plain) {
  std::string result;
  for (std::size_t at = 0; at < plain.size();) {
    const std::uint32_t code = next_character(plain, at);
    if (code == '\\') {
      result += "\\e";
    } else if (code == '-') {
      result += "\\-";  // a minus that can be copied into a shell, not a hyphen
    } else if (code == '"') {
      result += "\\(dq";
    } else if (code == '\'') {
      result += "\\(aq";
    } else if (code == '`') {
      result += "\\(ga";
    } else if (code == '~') {
      result += "\\(ti";
    } else if (code == '^') {
      result += "\\(ha";
    } else if (code < 0x80) {
      result += static_cast<char>(code);
    } else {
      result += fmt::format("\\[u{:04X}]", code);
    }
  }
  return result;
}

std::string guarded(std::string line) {
  return line.starts_with('.') ? "\\&" + line : line;
}

}  // namespace

std::string text(std::string_view plain) {
  // A sentence a line, as mdoc wants it: the formatter then spaces them right.
  std::string result;
  std::string line;
  for (const auto word : split_words(plain)) {
    if (!line.empty()) line += ' ';
    line += word;
    const bool ends_sentence = word.ends_with('.') && !word.ends_with("..");
    if (ends_sentence || line.size() > 90) {
      result += guarded(escaped(line)) + '\n';
      line.clear();
    }
  }
  return line.empty() ? result : result + guarded(escaped(line)) + '\n';
}

std::string paragraphs(std::string_view plain) {
  std::string result;
  std::size_t at = 0;
  while (at < plain.size()) {
    const std::size_t end = std::min(plain.find("\n\n", at), plain.size());
    result += (result.empty() ? "" : ".Pp\n") + text(plain.substr(at, end - at));
    at = end + 2;
  }
  return result;
}

std::string item(const Option& option, std::string_view help) {
  std::string line = ".It ";
  for (const auto& name : option.names) {
    if (&name != &option.names.front()) line += " , ";
    // Fl writes the first dash itself.
    line += name.starts_with('-') ? "Fl " + escaped(name.substr(1)) : "Ar " + escaped(name);
  }
  if (!option.is_flag() && option.names.front().starts_with('-')) line += " Ar " + escaped(option.value_name);
  return line + '\n' + text(help);
}

std::string item(std::string_view macro, std::string_view term, std::string_view help) {
  return fmt::format(".It {} {}\n{}", macro, escaped(term), text(help));
}

std::string list(std::string_view items) {
  return items.empty() ? "" : fmt::format(".Bl -tag -width Ds\n{}.El\n", items);
}

std::string literal(std::string_view lines) {
  std::string result = ".Bd -literal -offset indent\n";
  for (const auto line : split(lines, '\n')) result += guarded(escaped(line)) + '\n';
  return result + ".Ed\n";
}

}  // namespace cauth::cli::mdoc
