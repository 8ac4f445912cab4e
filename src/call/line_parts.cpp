#include "call/line_parts.hpp"

#include "base/error.hpp"
#include "call/test_record.hpp"

#include <utility>

namespace cauth::call {

LineParts::LineParts(const Line& line, const CallWorld& world)
    : line_(line),
      world_(world),
      plan_(line, [this](std::string_view text) { remark(text); }),
      parts_(line.groups.size()) {
  for (const auto& text : line.remarks) remark(text);
}

std::optional<LineParts::Next> LineParts::next() {
  try {
    return plan_next();
  } catch (const Error& error) {
    if (error.category != Category::interrupted)
      TestRecord(line_, world_).add({.failure = error, .unmet = {}});
    throw;
  }
}

std::optional<LineParts::Next> LineParts::plan_next() {
  auto planned = plan_.next();
  if (!planned) return std::nullopt;
  auto& parts = parts_[planned->group];
  const bool first = !parts;
  if (first) {
    const auto remark_on = [this](std::string_view text) { remark(text); };
    parts = read_group(line_.groups[planned->group], {.in = world_.io.in, .remark = remark_on});
  }
  return Next{.transfer = std::move(*planned), .parts = *parts, .first_of_group = first};
}

void LineParts::remark(std::string_view text) const {
  if (line_.talks()) world_.remark(text);
}

}  // namespace cauth::call
