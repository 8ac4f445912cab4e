#include "call/config_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <utility>

namespace cauth::call {
namespace {

constexpr std::size_t kLongestLine = std::size_t{100} * 1024;  // curl's own limit

void skip_space(std::string_view& rest) {
  while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
}

char unescaped(char letter) {
  switch (letter) {
    case 't': return '\t';
    case 'n': return '\n';
    case 'r': return '\r';
    case 'v': return '\v';
    default: return letter;
  }
}

// What stands behind an opening quote, up to the closing one or the end of the line.
std::string take_quoted(std::string_view rest) {
  std::string value;
  for (std::size_t at = 0; at < rest.size() && rest[at] != '"'; ++at) {
    if (rest[at] != '\\') {
      value += rest[at];
    } else if (++at < rest.size()) {
      value += unescaped(rest[at]);
    }
  }
  return value;
}

std::string take_word(std::string_view& rest) {
  std::size_t end = 0;
  while (end < rest.size() && !is_space(rest[end])) ++end;
  std::string word(rest.substr(0, end));
  rest.remove_prefix(end);
  return word;
}

void read_value(ConfigLine& line, std::string_view rest) {
  if (rest.starts_with('"')) {
    line.value = take_quoted(rest.substr(1));
    return;
  }
  std::string word = take_word(rest);
  if (!word.empty()) line.value = std::move(word);
  skip_space(rest);
  line.more_follows = !rest.empty() && rest.front() != '#';
}

// Nothing: an empty line or a comment.
std::optional<ConfigLine> read_line(std::string_view text) {
  skip_space(text);
  if (text.empty() || text.front() == '#' || text.front() == '/' || text.front() == '*') return std::nullopt;
  ConfigLine line;
  const bool dashed = text.front() == '-';
  const auto separates = [&](char character) {
    return is_space(character) || (!dashed && (character == '=' || character == ':'));
  };
  std::size_t end = 0;
  while (end < text.size() && !separates(text[end])) ++end;
  line.option = text.substr(0, end);
  while (end < text.size() && separates(text[end])) ++end;
  read_value(line, text.substr(end));
  return line;
}

bool can_be_read(const std::filesystem::path& path) {
  constexpr std::size_t kLimitBytes = std::size_t{10} << 20U;
  return read_file_if_there(path, kLimitBytes).has_value();
}

}  // namespace

std::vector<ConfigLine> read_config(std::string_view text) {
  std::vector<ConfigLine> lines;
  int number = 0;
  for (const auto each : split(text, '\n')) {
    ++number;
    if (each.size() > kLongestLine) throw usage_error(fmt::format("line {} of it is too long", number));
    // A null byte ends a line for curl.
    auto line = read_line(each.substr(0, each.find('\0')));
    if (!line) continue;
    line->number = number;
    lines.push_back(std::move(*line));
  }
  return lines;
}

std::optional<std::filesystem::path> find_curlrc(const Environ& env) {
  const auto curl_home = env.get("CURL_HOME");
  const auto config_home = env.get("XDG_CONFIG_HOME");
  const auto home = env.get("HOME");
  for (const auto& folder : {curl_home, config_home, home}) {
    if (folder && can_be_read(std::filesystem::path(*folder) / ".curlrc"))
      return std::filesystem::path(*folder) / ".curlrc";
  }
  if (config_home) return std::nullopt;
  for (const auto& folder : {curl_home, home}) {
    if (folder && can_be_read(std::filesystem::path(*folder) / ".config" / "curlrc"))
      return std::filesystem::path(*folder) / ".config" / "curlrc";
  }
  return std::nullopt;
}

}  // namespace cauth::call
