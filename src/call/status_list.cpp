#include "call/status_list.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace cauth::call {
namespace {

std::optional<int> parse_status(std::string_view text) {
  constexpr int kFirst = 100;
  constexpr int kLast = 999;
  const auto status = parse_number<int>(text);
  return status && *status >= kFirst && *status <= kLast ? status : std::nullopt;
}

}  // namespace

StatusList::Range StatusList::parse(std::string_view piece) {
  constexpr int kClass = 100;
  const std::string lower = to_lower(trim(piece));
  if (lower.size() == 3 && lower.ends_with("xx") && lower[0] >= '1' && lower[0] <= '5') {
    const int first = (lower[0] - '0') * kClass;
    return {.first = first, .last = first + kClass - 1};
  }
  const auto halves = split_once(lower, '-');
  const auto first = parse_status(halves ? halves->before : lower);
  const auto last = halves ? parse_status(halves->after) : first;
  if (!first || !last || *last < *first) {
    throw usage_error(fmt::format("--expect-status: \"{}\" is no HTTP status", printable(piece)),
                      "write 200, 200,204, 2xx or 200-299");
  }
  return {.first = *first, .last = *last};
}

void StatusList::add(std::string_view text) {
  for (const auto pieces : split(text, ',')) {
    for (const auto piece : split(pieces, '|')) ranges_.push_back(parse(piece));
  }
  if (!text_.empty()) text_ += ',';
  text_ += text;
}

bool StatusList::contains(int status) const {
  return std::any_of(ranges_.begin(), ranges_.end(),
                     [&](const Range& range) { return range.first <= status && status <= range.last; });
}

}  // namespace cauth::call
