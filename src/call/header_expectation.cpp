#include "call/header_expectation.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "http/redact.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cauth::call {
namespace {

// RFC 9110 section 5.6.2.
bool is_token(std::string_view name) {
  constexpr std::string_view kOthers = "!#$%&'*+-.^_`|~";
  for (const char character : name) {
    const char lower = ascii_lower(character);
    const bool alphanumeric = (lower >= 'a' && lower <= 'z') || (character >= '0' && character <= '9');
    if (!alphanumeric && kOthers.find(character) == std::string_view::npos) return false;
  }
  return !name.empty();
}

// What became of it, without what is secret in it: "[41 bytes, not shown]" for a cookie.
std::string shown(const std::string& name, const std::string& value) {
  const std::string line = http::redact_header(fmt::format("{}: {}", name, value), {});
  return line.substr(std::min(name.size() + 2, line.size()));
}

}  // namespace

HeaderExpectation::HeaderExpectation(std::string_view text) {
  absent_ = text.starts_with('!');
  if (absent_) text.remove_prefix(1);
  const auto halves = split_once(text, ':');
  name_ = trim(halves ? halves->before : text);
  if (halves) pattern_ = trim(halves->after);
  if (!is_token(name_) || (absent_ && halves)) {
    throw usage_error(fmt::format("--expect-header: \"{}\" names no header", printable(text)),
                      "write 'Name: REGEX', 'Name' or '!Name'");
  }
  if (!pattern_.empty()) regex_.emplace(pattern_);
}

std::optional<std::string> HeaderExpectation::unmet(const http::Headers& headers) const {
  const std::string* last = nullptr;
  for (const auto& [name, value] : headers.fields()) {
    if (!equal_ignoring_case(name, name_)) continue;
    last = &value;
    const bool short_enough = value.size() <= Regex::kLongestTextBytes;
    if (!absent_ && (!regex_ || (short_enough && regex_->matches_in(value)))) return std::nullopt;
  }
  if (absent_ && last == nullptr) return std::nullopt;
  return fmt::format("header {}: expected {}, got {}", name_,
                     absent_  ? "none"
                     : regex_ ? fmt::format("a match of {}", printable(pattern_))
                              : "one",
                     last == nullptr ? "none" : shown(name_, *last));
}

}  // namespace cauth::call
