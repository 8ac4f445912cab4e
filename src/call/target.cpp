#include "call/target.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>

namespace cauth::call {
namespace {

std::string below_api(std::string_view path, const std::optional<std::string>& api) {
  if (!api) {
    throw usage_error(
        fmt::format("\"{}\" is a path, and no API is known that it belongs to", printable(path)),
        "set `api` in the profile, CAUTH_API or --api, or give the whole URL");
  }
  std::string base = *api;
  while (base.ends_with('/')) base.pop_back();
  return base + std::string(path);
}

bool is_odd(char character) {
  const auto octet = static_cast<unsigned char>(character);
  return octet <= ' ' || octet == 0x7f || character == '\\';
}

// What is wrong with an address that was typed.
const char* hint_for(std::string_view text) {
  const auto scheme = scheme_of(text);
  if (scheme && *scheme != "http" && *scheme != "https") return "cauth speaks http and https alone";
  if (std::any_of(text.begin(), text.end(), is_odd))
    return "spaces and other odd characters in it must be percent-encoded (%20)";
  return "it looks like https://api.example.com/orders; a port is a number from 1 to 65535";
}

bool is_hex(char character) {
  return std::string_view("0123456789abcdefABCDEF").find(character) != std::string_view::npos;
}

// "%2F" as "%2f": so libcurl writes what it adds to a query.
std::string with_small_escapes(std::string_view data) {
  std::string text(data);
  for (std::size_t at = 0; at + 2 < text.size(); ++at) {
    if (text[at] != '%' || !is_hex(text[at + 1]) || !is_hex(text[at + 2])) continue;
    text[at + 1] = ascii_lower(text[at + 1]);
    text[at + 2] = ascii_lower(text[at + 2]);
  }
  return text;
}

}  // namespace

std::string shown_address(std::string_view typed) {
  std::string text(typed);
  const auto end = text.rfind('@');
  if (end == std::string::npos) return printable(text);
  const auto scheme_end = text.find("://");
  const auto begin = scheme_end == std::string::npos ? 0 : scheme_end + 3;
  if (begin < end) text.replace(begin, end - begin, end - begin, '*');
  return printable(text);
}

Url target_url(std::string_view typed, const std::optional<std::string>& api) {
  const bool path = typed.starts_with('/');
  const std::string text = path ? below_api(typed, api) : std::string(typed);
  if (auto url = parse_typed_url(text)) return *url;
  throw usage_error(fmt::format("\"{}\" is not an http or https URL", shown_address(text)), hint_for(text));
}

void add_query(Url& url, std::string_view data) {
  if (!url.query.empty() && !url.query.ends_with('&')) url.query += '&';
  url.query += with_small_escapes(data);
}

}  // namespace cauth::call
