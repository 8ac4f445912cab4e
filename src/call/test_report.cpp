#include "call/test_report.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/shared_file.hpp"
#include "base/text.hpp"
#include "call/report_formats.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <optional>
#include <utility>

namespace cauth::call {
namespace {

constexpr std::size_t kReportLimitBytes = std::size_t{64} << 20U;

std::optional<std::string> add(ReportFormat format, std::string_view report,
                               std::span<const TestCase> cases) {
  return format == ReportFormat::junit ? add_to_junit(report, cases) : add_to_tap(report, cases);
}

Error not_ours(const ReportFile& file) {
  return usage_error(
      fmt::format("\"{}\" is there already, and is not a {} report that cauth wrote",
                  printable(file.path.string()), file.format == ReportFormat::junit ? "JUnit" : "TAP"),
      "name another file, or remove this one");
}

}  // namespace

std::string report_line(std::string_view text) {
  constexpr std::size_t kLongestBytes = 1000;
  std::string line(trim(text));
  for (char& character : line) {
    if (is_space(character)) character = ' ';
  }
  return printable(line, kLongestBytes);
}

std::string report_lines(std::string_view text) {
  constexpr std::size_t kLongestBytes = 1000;
  constexpr std::size_t kMostLines = 100;
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
  std::string shown;
  std::size_t count = 0;
  for (const auto line : split(text, '\n')) {
    if (count != 0) shown += '\n';
    if (++count > kMostLines) return shown + "…";
    shown += printable(line.ends_with('\r') ? line.substr(0, line.size() - 1) : line, kLongestBytes);
  }
  return shown;
}

std::string report_text(ReportFormat format, std::span<const TestCase> cases) {
  return add(format, "", cases).value_or("");
}

void check_report(const ReportFile& file) {
  SharedFile::check(file.path);
  const auto text = read_file_if_there(file.path, kReportLimitBytes);
  if (text && !add(file.format, *text, {})) throw not_ours(file);
}

void add_to_report(const ReportFile& file, std::span<const TestCase> cases, Clock& clock) {
  constexpr std::chrono::minutes kLongestWait{1};
  SharedFile report(file.path, clock.now() + kLongestWait, clock);
  const auto text = add(file.format, report.read(kReportLimitBytes), cases);
  if (!text) throw not_ours(file);
  report.replace(*text);
}

}  // namespace cauth::call
