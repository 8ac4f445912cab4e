#include "cli/runner/script.hpp"

#include "base/text.hpp"

#include <cstddef>

namespace cauth::test {
namespace {

std::optional<std::string> file_header(std::string_view line) {
  if (line.size() < 7 || !line.starts_with("-- ") || !line.ends_with(" --")) return std::nullopt;
  return std::string(line.substr(3, line.size() - 6));
}

bool in_name(char character) {
  return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z') ||
         (character >= '0' && character <= '9') || character == '_';
}

}  // namespace

Script parse_script(std::string_view text) {
  Script script;
  int number = 0;
  for (const auto line : split(text, '\n')) {
    ++number;
    if (auto name = file_header(line)) {
      script.files.emplace_back(*std::move(name), "");
    } else if (!script.files.empty()) {
      script.files.back().second.append(line).append("\n");
    } else if (const auto step = trim(line); !step.empty() && !step.starts_with('#')) {
      script.steps.push_back({.line = number, .text = std::string(step)});
    }
  }
  // The text ends with a line end, after which split() sees one more, empty line.
  if (!script.files.empty() && text.ends_with('\n')) script.files.back().second.pop_back();
  return script;
}

std::string expand(std::string_view text, const Lookup& lookup) {
  std::string result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const bool braced = text.substr(at).starts_with("${");
    const std::size_t begin = at + (braced ? 2U : 1U);
    std::size_t end = begin;
    while (end < text.size() && in_name(text[end])) ++end;
    if (text[at] != '$' || end == begin || (braced && !text.substr(end).starts_with('}'))) {
      result += text[at];
      continue;
    }
    const auto name = text.substr(begin, end - begin);
    const auto value = lookup(name);
    if (!value) throw Failure("there is no variable $" + std::string(name));
    result += *value;
    at = braced ? end : end - 1;
  }
  return result;
}

std::vector<std::string> words_of(std::string_view text, const Lookup& lookup) {
  std::vector<std::string> words;
  bool in_word = false;
  std::size_t at = 0;
  while (at < text.size()) {
    if (is_space(text[at])) {
      in_word = false;
      ++at;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    const char quote = text[at];
    const bool quoted = quote == '\'' || quote == '"';
    const std::size_t begin = at + (quoted ? 1U : 0U);
    const std::size_t end = quoted ? text.find(quote, begin) : text.find_first_of(" \t'\"", begin);
    if (quoted && end == std::string_view::npos) throw Failure("a quotation mark is not closed");
    const auto piece = text.substr(begin, end == std::string_view::npos ? end : end - begin);
    words.back() += quote == '\'' ? std::string(piece) : expand(piece, lookup);
    at = end == std::string_view::npos ? text.size() : end + (quoted ? 1U : 0U);
  }
  return words;
}

}  // namespace cauth::test
