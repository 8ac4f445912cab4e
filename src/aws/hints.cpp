#include "aws/hints.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cauth::aws {
namespace {

struct Row {
  std::string_view reason;  // empty: the error code says it
  std::string_view code, part;
  std::string_view summary;  // empty: the service's own words
  std::string_view fix;
};

constexpr std::array kRows{
#define CAUSE(reason, code, part, summary, fix) Row{reason, code, part, summary, fix},
#define HINT(code, part, fix) Row{"", code, part, "", fix},
#include "aws/cognito_hints.def"
#undef HINT
#undef CAUSE
};

constexpr std::string_view kAction = "{action}";

bool fits(const Row& row, std::string_view code, std::string_view message) {
  if (code.empty()) return !row.part.empty() && message.find(row.part) != std::string_view::npos;
  return row.code == code && (message.empty() || message.find(row.part) != std::string_view::npos);
}

const Row* first_that_fits(std::string_view code, std::string_view message) {
  const auto* row =
      std::find_if(kRows.begin(), kRows.end(), [&](const Row& each) { return fits(each, code, message); });
  return row == kRows.end() ? nullptr : row;
}

std::string fix_of(const Row& row, std::string_view action) {
  std::string fix(row.fix);
  if (const auto at = fix.find(kAction); at != std::string::npos) fix.replace(at, kAction.size(), action);
  return fix;
}

KnownCause cause_of(const Row& row, std::string_view message, std::string_view action) {
  KnownCause cause{.code = row.reason.empty() ? reason_of(row.code) : std::string(row.reason),
                   .summary = std::string(row.summary),
                   .fix = fix_of(row, action)};
  if (cause.summary.empty()) {
    cause.summary = message.empty() ? fmt::format("the service answers {}", row.code)
                                    : fmt::format("the service says: {}", printable(message));
  }
  return cause;
}

bool is_known(const std::vector<KnownCause>& causes, const KnownCause& cause) {
  return std::any_of(causes.begin(), causes.end(),
                     [&](const KnownCause& each) { return each.code == cause.code; });
}

}  // namespace

std::vector<KnownCause> causes_of(std::string_view code, std::string_view message, std::string_view action) {
  std::vector<KnownCause> causes;
  const Row* first = first_that_fits(code, message);
  if (first == nullptr) return causes;
  for (const Row& row : kRows) {
    const bool same = row.code == first->code && (message.empty() || row.part == first->part);
    if (!same) continue;
    auto cause = cause_of(row, message, action);
    if (!is_known(causes, cause)) causes.push_back(std::move(cause));
  }
  return causes;
}

std::string hint_for(std::string_view code, std::string_view message, std::string_view action) {
  if (code.empty()) return {};
  // An answer without words has the code's general row, or none.
  const Row* row = first_that_fits(code, message.empty() ? " " : message);
  if (row == nullptr) return {};
  std::string hint = fix_of(*row, action);
  const auto causes = std::count_if(kRows.begin(), kRows.end(), [&](const Row& each) {
    return each.code == row->code && each.part == row->part;
  });
  if (causes > 1) hint += fmt::format("; what else it can be: cauth explain --error \"{}\"", row->part);
  return hint;
}

std::string reason_of(std::string_view error_code) {
  constexpr std::string_view kException = "Exception";
  if (error_code.ends_with(kException)) error_code.remove_suffix(kException.size());
  std::string reason;
  for (std::size_t at = 0; at < error_code.size(); ++at) {
    const char letter = error_code[at];
    const bool capital = letter >= 'A' && letter <= 'Z';
    const auto is_small = [&](std::size_t place) {
      return place < error_code.size() && error_code[place] >= 'a' && error_code[place] <= 'z';
    };
    // A word begins at a capital after a small letter, or before one: "EnableSoftwareTokenMFA".
    if (capital && at > 0 && (is_small(at - 1) || is_small(at + 1))) reason += '_';
    reason += ascii_lower(letter);
  }
  return reason;
}

}  // namespace cauth::aws
