#include "call/file_names.hpp"

#include "base/text.hpp"
#include "base/url.hpp"

#include <algorithm>
#include <cstddef>

namespace cauth::call {
namespace {

// Where an address's path begins and ends; an address without one ends where it would begin.
struct PathRange {
  std::size_t begin, end;
};
PathRange path_of(std::string_view url) {
  const auto scheme = url.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t end = std::min(url.find_first_of("?#", host), url.size());
  return {.begin = std::min(url.find('/', host), end), .end = end};
}

std::string_view behind_last(std::string_view text, char separator) {
  const auto at = text.rfind(separator);
  return at == std::string_view::npos ? text : text.substr(at + 1);
}

// The value behind "filename=": in quotes, or up to the next semicolon.
std::string_view value_of(std::string_view rest) {
  const bool quoted = rest.starts_with('"') || rest.starts_with('\'');
  const char end = quoted ? rest.front() : ';';
  if (quoted) rest.remove_prefix(1);
  return rest.substr(0, rest.find(end));
}

bool begins_a_name(char character) {
  const char lower = ascii_lower(character);
  return lower >= 'a' && lower <= 'z';
}

}  // namespace

std::string name_in_url(std::string_view url) {
  const auto [begin, end] = path_of(url);
  return std::string(behind_last(url.substr(begin, end - begin), '/'));
}

std::optional<std::string> name_in_disposition(std::string_view value) {
  constexpr std::string_view kName = "filename=";
  while (true) {
    while (!value.empty() && !begins_a_name(value.front())) value.remove_prefix(1);
    if (value.size() < kName.size()) return std::nullopt;
    if (value.starts_with(kName)) break;
    value.remove_prefix(std::min(value.find(';'), value.size()));
  }
  // Folders in it are none of the answer's business, by whatever slash.
  const auto name = behind_last(behind_last(value_of(value.substr(kName.size())), '/'), '\\');
  if (name.empty()) return std::nullopt;
  return std::string(name);
}

std::string url_for_upload(std::string_view url, std::string_view file) {
  const auto [begin, end] = path_of(url);
  const auto path = url.substr(begin, end - begin);
  if (!path.empty() && !path.ends_with('/')) return std::string(url);
  std::string result(url.substr(0, end));
  if (path.empty()) result += '/';
  result += percent_encode(behind_last(behind_last(file, '/'), '\\'));
  result += url.substr(end);
  return result;
}

}  // namespace cauth::call
