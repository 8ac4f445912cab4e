#include "aws/shorthand.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <utility>

namespace cauth::aws {
namespace {

constexpr std::size_t kLargestFileNamed = std::size_t{1} << 20U;
constexpr std::string_view kFilePrefix = "file://";
// What ends a value that is not quoted, or may not stand in it.
constexpr std::string_view kEndsValue = ",\"'[]{}";

bool is_key_character(char character) {
  constexpr std::string_view kPunctuation = "-_.#/:";
  return (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
         (character >= '0' && character <= '9') || kPunctuation.find(character) != std::string_view::npos;
}

class ShorthandReader {
 public:
  ShorthandReader(std::string_view text, std::string_view option) : left_(text), option_(option) {}

  Json read() {
    Json map = Json::object();
    do {
      std::string key = read_key();
      if (map.contains(key)) fail(fmt::format("has \"{}\" twice", key));
      SecretString value = read_value(key);
      map[std::move(key)] = std::string(value.reveal());
    } while (take(','));
    return map;
  }

 private:
  // Never with the text: its values may be passwords.
  [[noreturn]] void fail(const std::string& why) const {
    throw usage_error(
        fmt::format("{} {}", option_, why),
        "write KEY=VALUE,KEY=VALUE (a value with a comma, quote or bracket in quotes), JSON, or "
        "file://PATH");
  }

  void skip_space() { left_ = left_.substr(std::min(left_.find_first_not_of(" \t\r\n\v\f"), left_.size())); }

  bool take(char character) {
    skip_space();
    if (!left_.starts_with(character)) return false;
    left_.remove_prefix(1);
    skip_space();
    return true;
  }

  std::string read_key() {
    std::size_t size = 0;
    while (size < left_.size() && is_key_character(left_[size])) ++size;
    std::string key(left_.substr(0, size));
    left_.remove_prefix(size);
    if (key.empty()) fail("has a part without a name: KEY=VALUE is wanted");
    if (!take('=')) fail(fmt::format("has no \"=\" after \"{}\"", printable(key)));
    return key;
  }

  SecretString read_value(const std::string& key) {
    SecretString value;
    const bool quoted = left_.starts_with('\'') || left_.starts_with('"');
    if (quoted) {
      read_quoted(key, value);
    } else {
      read_plain(value);
    }
    skip_space();
    if (!left_.empty() && left_.front() != ',')
      fail(fmt::format("cannot be read after the value of \"{}\"", printable(key)));
    if (is_list())
      fail(fmt::format("has a comma in the value of \"{}\" that no KEY= follows", printable(key)));
    return value;
  }

  void read_quoted(const std::string& key, SecretString& value) {
    const char quote = left_.front();
    left_.remove_prefix(1);
    while (!left_.starts_with(quote)) {
      if (left_.empty())
        fail(fmt::format("has a quote that is not closed in the value of \"{}\"", printable(key)));
      const bool escape = left_.size() > 1 && left_[0] == '\\' && (left_[1] == quote || left_[1] == '\\');
      if (escape) left_.remove_prefix(1);
      value.append(left_.substr(0, 1));
      left_.remove_prefix(1);
    }
    left_.remove_prefix(1);
  }

  // Up to a comma that is not written "\,"; white space at its end is not part of it.
  void read_plain(SecretString& value) {
    std::size_t kept = 0;
    while (!left_.empty()) {
      const bool escaped_comma = left_.starts_with("\\,");
      if (escaped_comma) left_.remove_prefix(1);
      if (!escaped_comma && kEndsValue.find(left_.front()) != std::string_view::npos) break;
      value.append(left_.substr(0, 1));
      if (!is_space(left_.front())) kept = value.size();
      left_.remove_prefix(1);
    }
    value.truncate(kept);
  }

  // `PASSWORD=a,b`: to the AWS CLI a list, which no map of texts can hold.
  bool is_list() const {
    if (left_.empty()) return false;
    auto rest = left_.substr(1);
    rest = rest.substr(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
    std::size_t size = 0;
    while (size < rest.size() && is_key_character(rest[size])) ++size;
    rest = trim(rest.substr(size));
    return !rest.starts_with('=');
  }

  std::string_view left_;
  std::string_view option_;
};

Json parse_json_map(std::string_view text, std::string_view option) {
  ParsedJson parsed = parse_json(text);
  const std::string wanted = R"(write an object of texts: {"KEY":"VALUE"})";
  if (!parsed) throw usage_error(fmt::format("{} is not valid JSON: {}", option, parsed.problem), wanted);
  if (!(*parsed).is_object()) throw usage_error(fmt::format("{} must be a JSON object", option), wanted);
  return std::move(*parsed);
}

}  // namespace

std::string read_parameter(std::string_view text, std::string_view option) {
  if (!text.starts_with(kFilePrefix)) return std::string(text);
  const std::filesystem::path path(text.substr(kFilePrefix.size()));
  if (path.empty()) throw usage_error(fmt::format("{} names no file after \"file://\"", option));
  return read_file(path, kLargestFileNamed);
}

Json parse_map(std::string_view text, std::string_view option) {
  std::string content = read_parameter(text, option);
  const auto trimmed = trim(content);
  const bool json = trimmed.starts_with('{') || trimmed.starts_with('[');
  Json map = json ? parse_json_map(trimmed, option) : ShorthandReader(content, option).read();
  wipe(content);
  return map;
}

}  // namespace cauth::aws
