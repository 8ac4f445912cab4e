#include "call/request_parts.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "base/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace cauth::call {
namespace {

constexpr std::size_t kLimitBytes = std::size_t{1} << 30U;

// "@-" and "@FILE" without their "@"; nothing for a file that is not there.
std::optional<std::string> read_named(std::string_view name, Source& in) {
  if (name == "-") return read_all(in, kLimitBytes, "standard input");
  return read_file_if_there(name, kLimitBytes);
}

// Nothing, and a word about it, for a file that is not there.
std::optional<std::string> read_data_file(std::string_view name, const PartsWorld& world) {
  auto text = read_named(name, world.in);
  if (!text)
    world.remark(
        fmt::format("there is no file \"{}\" to send: its part of the data is empty", printable(name)));
  return text;
}

// As forms write it: a space is a plus.
std::string encode(std::string_view text) {
  std::string encoded;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t space = std::min(text.find(' ', at), text.size());
    encoded += percent_encode(text.substr(at, space - at));
    if (space < text.size()) encoded += '+';
    at = space + 1;
  }
  return encoded;
}

// TEXT, =TEXT, NAME=TEXT, @FILE, NAME@FILE: only what comes behind the name is encoded.
std::string read_encoded(std::string_view value, const PartsWorld& world) {
  auto end_of_name = value.find('=');
  if (end_of_name == std::string_view::npos) end_of_name = value.find('@');
  if (end_of_name == std::string_view::npos) return encode(value);
  const auto name = value.substr(0, end_of_name);
  const auto content = value.substr(end_of_name + 1);
  std::string encoded;
  if (value[end_of_name] == '=') {
    encoded = encode(content);
  } else if (const auto text = read_data_file(content, world)) {
    encoded = encode(*text);
  } else {
    return {};
  }
  return name.empty() ? encoded : fmt::format("{}={}", name, encoded);
}

std::string read_part(const DataPart& part, const PartsWorld& world) {
  if (part.kind == DataPart::Kind::urlencode) return read_encoded(part.value, world);
  const bool file = part.kind != DataPart::Kind::raw && part.value.starts_with('@');
  if (!file) return part.value;
  std::string text = read_data_file(std::string_view(part.value).substr(1), world).value_or("");
  if (part.kind == DataPart::Kind::text)
    std::erase_if(text,
                  [](char character) { return character == '\r' || character == '\n' || character == '\0'; });
  return text;
}

void add_line(HeaderLines& lines, std::string_view line) {
  const auto end_of_name = line.find_first_of(":;");
  if (end_of_name == std::string_view::npos) return;
  const std::string name(trim(line.substr(0, end_of_name)));
  auto value = line.substr(end_of_name + 1);
  value = trim(value).empty() ? std::string_view() : value.substr(value.find_first_not_of(" \t"));
  if (name.empty()) return;
  if (line[end_of_name] == ';') {
    if (value.empty()) lines.headers.add(name, "");
  } else if (value.empty()) {
    lines.removed.push_back(name);
  } else {
    lines.headers.add(name, std::string(value));
  }
}

}  // namespace

std::optional<SecretString> read_body(std::span<const DataPart> parts, const PartsWorld& world) {
  if (parts.empty()) return std::nullopt;
  SecretString body;
  bool first = true;
  for (const auto& part : parts) {
    std::string text = read_part(part, world);
    if (!first && part.kind != DataPart::Kind::json) body.append("&");
    body.append(text);
    wipe(text);
    first = false;
  }
  return body;
}

std::string read_query(std::span<const std::string> parts, const PartsWorld& world) {
  std::string query;
  for (const auto& part : parts) {
    if (!query.empty()) query += '&';
    query += part.starts_with('+') ? part.substr(1) : read_encoded(part, world);
  }
  return query;
}

bool HeaderLines::mentions(std::string_view name) const {
  return headers.has(name) || std::any_of(removed.begin(), removed.end(), [&](const std::string& each) {
           return equal_ignoring_case(each, name);
         });
}

HeaderLines read_headers(std::span<const std::string> lines, const PartsWorld& world) {
  HeaderLines result;
  for (const auto& line : lines) {
    if (!line.starts_with('@')) {
      add_line(result, line);
      continue;
    }
    const auto name = std::string_view(line).substr(1);
    const auto text = read_named(name, world.in);
    if (!text) world.remark(fmt::format("there is no file \"{}\" to read headers from", printable(name)));
    for (const auto each : split(text ? std::string_view(*text) : std::string_view(), '\n'))
      add_line(result, trim(each));
  }
  return result;
}

}  // namespace cauth::call
