#pragma once

#include "base/clock.hpp"

#include <chrono>
#include <filesystem>
#include <span>
#include <string>

namespace cauth::call {

enum class TestOutcome { pass, fail, skip };

/// One case of a test report. Its texts may hold anything: what a report cannot hold (control characters,
/// what is no UTF-8) is shown as "?". The caller leaves secrets out.
struct TestCase {
  std::string name;
  std::string suite;  ///< what it belongs to; cases of one suite stand together in JUnit
  TestOutcome outcome = TestOutcome::pass;
  std::chrono::microseconds duration{0};
  std::string message;  ///< one line: why it failed or was skipped; not shown of one that passed
  std::string details;  ///< more lines for people, of whatever outcome; may be empty
};

enum class ReportFormat { junit, tap };

/// A whole report, for standard output: JUnit XML as Jenkins and GitLab read it, or TAP 13
/// (testanything.org).
std::string report_text(ReportFormat format, std::span<const TestCase> cases);

/// A report that many processes write into, side by side too.
struct ReportFile {
  ReportFormat format = ReportFormat::junit;
  std::filesystem::path path;
};

/// Before work begins whose result the report is to hold. Error{usage} when the file cannot be written or
/// holds anything but a report that cauth wrote in this format. Nothing is changed.
void check_report(const ReportFile& file);

/// Adds the cases: the file is a whole, well-formed report before and after, whoever else adds to it or is
/// killed meanwhile. Made where there is none, with the usual mode. Errors as of check_report;
/// Error{temporary} when another process keeps the file locked.
void add_to_report(const ReportFile& file, std::span<const TestCase> cases, Clock& clock);

}  // namespace cauth::call
