#include "call/test_report.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "call/report_formats.hpp"
#include "support/manual_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <sys/stat.h>

#include <array>
#include <string>
#include <vector>

using namespace cauth;
using call::ReportFormat;
using call::TestCase;
using call::TestOutcome;
using std::chrono::microseconds;

namespace {

const std::vector<TestCase>& three_cases() {
  static const std::vector<TestCase> cases{
      {.name = "GET /hello", .suite = "smoke", .duration = microseconds(12345)},
      {.name = "admin <only> & \"more\"",
       .suite = "smoke",
       .outcome = TestOutcome::fail,
       .duration = microseconds(2),
       .message = "expected status 403",
       .details = "expected 403\ngot      200\n"},
      {.name = "issue #6", .suite = "later", .outcome = TestOutcome::skip, .message = "no second user"}};
  return cases;
}

std::string file_text(const std::filesystem::path& path) {
  return read_file(path, 1U << 20U);
}

}  // namespace

TEST_CASE("a JUnit report counts, gathers suites and escapes") {
  CHECK(call::report_text(ReportFormat::junit, three_cases()) == R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="cauth" tests="3" failures="1" errors="0" skipped="1" time="0.012347">
  <testsuite name="smoke" tests="2" failures="1" errors="0" skipped="0" time="0.012347">
    <testcase name="GET /hello" classname="smoke" time="0.012345"/>
    <testcase name="admin &lt;only&gt; &amp; &quot;more&quot;" classname="smoke" time="0.000002">
      <failure message="expected status 403">expected 403
got      200</failure>
    </testcase>
  </testsuite>
  <testsuite name="later" tests="1" failures="0" errors="0" skipped="1" time="0.000000">
    <testcase name="issue #6" classname="later" time="0.000000">
      <skipped message="no second user"/>
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST_CASE("a TAP report numbers, plans and escapes") {
  CHECK(call::report_text(ReportFormat::tap, three_cases()) == R"(TAP version 13
1..3
ok 1 - smoke: GET /hello
  ---
  duration_ms: 12.345
  ...
not ok 2 - smoke: admin <only> & "more"
  ---
  message: "expected status 403"
  severity: fail
  duration_ms: 0.002
  details: |
    expected 403
    got      200
  ...
ok 3 - later: issue \#6 # SKIP no second user
  ---
  duration_ms: 0.000
  ...
)");
}

TEST_CASE("a report grows case by case into the same report") {
  for (const auto format : {ReportFormat::junit, ReportFormat::tap}) {
    const test::TempDir folder;
    test::ManualClock clock;
    const call::ReportFile file{.format = format, .path = folder / "report"};
    for (const auto& each : three_cases()) call::add_to_report(file, std::span(&each, 1), clock);
    CHECK(file_text(file.path) == call::report_text(format, three_cases()));
    call::check_report(file);
  }
}

TEST_CASE("a case of a suite that is not the last one goes to its suite") {
  const TestCase more{.name = "GET /claims", .suite = "smoke"};
  const auto text = call::add_to_junit(call::report_text(ReportFormat::junit, three_cases()), {&more, 1});
  REQUIRE(text);
  CHECK(text->find("GET /claims") < text->find("\"later\""));
  CHECK(text->find("<testsuite name=\"smoke\" tests=\"3\"") != std::string::npos);
}

TEST_CASE("texts that XML or TAP could not hold are shown as question marks") {
  const TestCase odd{.name = std::string("a\0b\x1b[31m \xff \xEF\xBF\xBF \xC3\xA4\nnot ok 7", 26),
                     .suite = "s\\#",
                     .outcome = TestOutcome::fail,
                     .message = "two\nlines",
                     .details = "one\r\n\ttwo\n]]>\n\n"};
  const std::string xml = call::report_text(ReportFormat::junit, {&odd, 1});
  CHECK(xml.find("name=\"a?b?[31m ? ? \xC3\xA4 not ok 7\"") != std::string::npos);
  CHECK(xml.find("message=\"two lines\">one\n?two\n]]&gt;</failure>") != std::string::npos);
  CHECK(call::add_to_junit(xml, {}) == xml);
  const std::string tap = call::report_text(ReportFormat::tap, {&odd, 1});
  CHECK(tap.find("\nnot ok 1 - s\\\\\\#: a?b?[31m ? \xEF\xBF\xBF \xC3\xA4 not ok 7\n") != std::string::npos);
  CHECK(tap.find("  details: |\n    one\n    ?two\n    ]]>\n  ...\n") != std::string::npos);
  CHECK(call::add_to_tap(tap, {}) == tap);
}

TEST_CASE("long texts are cut, and the report is still taken for ours") {
  std::string lines;
  for (int i = 0; i < 1000; ++i) lines += "line\n";
  const TestCase large{.name = std::string(5000, 'n'),
                       .suite = "s",
                       .outcome = TestOutcome::fail,
                       .message = std::string(999, 'm') + "\xC3\xA4",
                       .details = lines + std::string(100000, 'd')};
  for (const auto format : {ReportFormat::junit, ReportFormat::tap}) {
    const std::string text = call::report_text(format, {&large, 1});
    CHECK(text.size() < 6000);
    const auto again =
        format == ReportFormat::junit ? call::add_to_junit(text, {}) : call::add_to_tap(text, {});
    CHECK(again == text);
  }
}

TEST_CASE("what is not a report of ours is refused and kept") {
  const std::string ours = call::report_text(ReportFormat::junit, three_cases());
  std::string wrong_count = ours;
  wrong_count.replace(wrong_count.find("tests=\"3\""), 9, "tests=\"4\"");
  const std::vector<std::string> junit{
      "notes\n",   "<testsuites/>\n", ours.substr(0, ours.size() - 2),
      ours + "\n", wrong_count,       call::report_text(ReportFormat::tap, three_cases())};
  const std::vector<std::string> tap{"TAP version 13\n",
                                     "TAP version 13\n1..1",
                                     "1..0\n",
                                     ours,
                                     "TAP version 13\n1..2\nok 1 - a\n",
                                     "TAP version 13\n1..1\nok 2 - a\n",
                                     "TAP version 13\n1..1\nok 1 - a",
                                     "TAP version 13\n1..1\nok 1 - a\nBail out!\n"};
  const auto refused = [](ReportFormat format, const std::string& text) {
    const test::TempDir folder;
    test::ManualClock clock;
    const call::ReportFile file{.format = format, .path = folder / "report"};
    write_private_file(file.path, text);
    CHECK_THROWS_AS(call::check_report(file), Error);
    CHECK_THROWS_AS(call::add_to_report(file, three_cases(), clock), Error);
    CHECK(file_text(file.path) == text);
  };
  for (const auto& text : junit) refused(ReportFormat::junit, text);
  for (const auto& text : tap) refused(ReportFormat::tap, text);
}

TEST_CASE("an empty file is the begin of a report, and keeps its mode") {
  for (const auto format : {ReportFormat::junit, ReportFormat::tap}) {
    const test::TempDir folder;
    test::ManualClock clock;
    const call::ReportFile file{.format = format, .path = folder / "report"};
    write_private_file(file.path, "");
    call::check_report(file);
    call::add_to_report(file, three_cases(), clock);
    CHECK(file_text(file.path) == call::report_text(format, three_cases()));
    struct stat status {};
    REQUIRE(::stat(file.path.c_str(), &status) == 0);
    CHECK((status.st_mode & 07777) == 0600);
  }
}

TEST_CASE("a place that takes no report is refused before anything is made") {
  const test::TempDir folder;
  CHECK_THROWS_AS(call::check_report({.path = folder.path()}), Error);
  CHECK_THROWS_AS(call::check_report({.path = "/dev/null"}), Error);
  CHECK_THROWS_AS(call::check_report({.path = folder / "no/such/folder"}), Error);
  call::check_report({.path = folder / "new.xml"});
  CHECK_FALSE(std::filesystem::exists(folder / "new.xml"));
}
