#include "call/request_parts.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace cauth::call {
namespace {

constexpr std::size_t kLimitBytes = std::size_t{1} << 30U;
constexpr int kReadError = 26;  // CURLE_READ_ERROR

// "@-" and "@FILE" without their "@".
std::string read_named(std::string_view name, Source& in) {
  if (name == "-") return read_all(in, kLimitBytes, "standard input");
  auto text = read_file_if_there(name, kLimitBytes);
  if (text) return std::move(*text);
  Error error(Category::transport, fmt::format("cannot read \"{}\": there is no such file", printable(name)));
  error.detail = kReadError;
  throw error;
}

std::string read_part(const DataPart& part, Source& in) {
  const bool file = part.kind != DataPart::Kind::raw && part.value.starts_with('@');
  if (!file) return part.value;
  std::string text = read_named(std::string_view(part.value).substr(1), in);
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

std::optional<SecretString> read_body(std::span<const DataPart> parts, Source& in) {
  if (parts.empty()) return std::nullopt;
  SecretString body;
  bool first = true;
  for (const auto& part : parts) {
    std::string text = read_part(part, in);
    if (!first && part.kind != DataPart::Kind::json) body.append("&");
    body.append(text);
    wipe(text);
    first = false;
  }
  return body;
}

bool HeaderLines::mentions(std::string_view name) const {
  return headers.has(name) || std::any_of(removed.begin(), removed.end(), [&](const std::string& each) {
           return equal_ignoring_case(each, name);
         });
}

HeaderLines read_headers(std::span<const std::string> lines, Source& in) {
  HeaderLines result;
  for (const auto& line : lines) {
    if (!line.starts_with('@')) {
      add_line(result, line);
      continue;
    }
    const std::string text = read_named(std::string_view(line).substr(1), in);
    for (const auto each : split(text, '\n')) add_line(result, trim(each));
  }
  return result;
}

}  // namespace cauth::call
