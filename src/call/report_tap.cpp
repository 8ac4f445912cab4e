#include "base/text.hpp"
#include "call/report_formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>

// https://testanything.org/tap-version-13-specification.html. Version 14 says the same of what stands here,
// and fewer readers know it.
namespace cauth::call {
namespace {

constexpr std::string_view kVersion = "TAP version 13\n";

// What follows a # is a directive.
std::string description(const TestCase& test) {
  const std::string text = test.suite.empty() ? test.name : fmt::format("{}: {}", test.suite, test.name);
  std::string escaped;
  for (const char character : report_line(text)) {
    if (character == '#' || character == '\\') escaped += '\\';
    escaped += character;
  }
  return escaped;
}

// In double quotes, which YAML reads whatever stands between them.
std::string yaml_text(std::string_view line) {
  std::string text = "\"";
  for (const char character : line) {
    if (character == '"' || character == '\\') text += '\\';
    text += character;
  }
  return text + '"';
}

std::string diagnostics(const TestCase& test) {
  std::string text = "  ---\n";
  if (test.outcome == TestOutcome::fail)
    text += fmt::format("  message: {}\n  severity: fail\n", yaml_text(report_line(test.message)));
  const auto microseconds = test.duration.count();
  text += fmt::format("  duration_ms: {}.{:03}\n", microseconds / 1000, microseconds % 1000);
  // A block as it stands. How its first line begins says how far all of it is indented, so that one must not
  // begin with a blank. (A list of quoted lines would do too, but perl's reader takes ": " in them for keys.)
  const std::string details = report_lines(trim(test.details));
  if (!details.empty()) {
    text += "  details: |\n";
    for (const auto line : split(details, '\n')) text += fmt::format("    {}\n", line);
  }
  return text + "  ...\n";
}

std::string point(const TestCase& test, std::size_t number) {
  std::string text =
      fmt::format("{}ok {} - {}", test.outcome == TestOutcome::fail ? "not " : "", number, description(test));
  if (test.outcome == TestOutcome::skip) text += fmt::format(" # SKIP {}", report_line(test.message));
  return text + '\n' + diagnostics(test);
}

// How many test points a body of ours has; nothing when it is none.
std::optional<std::size_t> count_points(std::string_view body) {
  std::size_t count = 0;
  if (!body.empty() && !body.ends_with('\n')) return std::nullopt;
  for (auto line : split(without_line_end(body), '\n')) {
    if (line.starts_with("  ") || body.empty()) continue;
    if (line.starts_with("not ")) line.remove_prefix(4);
    if (!line.starts_with(fmt::format("ok {} - ", ++count))) return std::nullopt;
  }
  return count;
}

}  // namespace

std::optional<std::string> add_to_tap(std::string_view report, std::span<const TestCase> cases) {
  std::size_t count = 0;
  std::string_view body;
  if (!report.empty()) {
    const auto halves = split_once(report.substr(std::min(kVersion.size(), report.size())), '\n');
    const auto points = halves ? count_points(halves->after) : std::nullopt;
    if (!points || report != fmt::format("{}1..{}\n{}", kVersion, *points, halves->after))
      return std::nullopt;
    body = halves->after;
    count = *points;
  }
  std::string added;
  for (const auto& test : cases) added += point(test, ++count);
  return fmt::format("{}1..{}\n{}{}", kVersion, count, body, added);
}

}  // namespace cauth::call
