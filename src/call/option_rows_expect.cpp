#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "call/option_table.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>
#include <utility>

namespace cauth::call {
namespace {

std::chrono::milliseconds parse_time(const std::string& text, std::string_view option) {
  const auto time = parse_duration(text);
  if (!time || time->count() == 0)
    throw usage_error(fmt::format("{} wants a time, not \"{}\"", option, printable(text)),
                      "write 500ms, 30s or 5m");
  return *time;
}

void set_expected_text(Line& line, Given given) {
  if (given.value.empty()) throw usage_error("--expect-body-contains wants a text");
  line.group().expect.contained.push_back(std::move(given.value));
}

template <ReportFormat format>
void add_report(Line& line, Given given) {
  if (given.value.empty() || given.value == "-")
    throw usage_error("a report is kept in a file, to which each call adds", "name one");
  line.reports.push_back({.format = format, .path = std::move(given.value)});
}

}  // namespace

// clang-format off
std::span<const OptionRow> expectation_rows() {
  static constexpr auto kRows = std::to_array<OptionRow>({
      {"--expect-status", "LIST", "the answer's status is one of these: 200, 200,204, 2xx, 200-299; given again, more of them",
       [](Line& l, Given g) { l.group().expect.status.add(g.value); }, true},
      {"--expect-header", "HEADER", "it has such a header: 'Name: REGEX' (as for grep -E), 'Name', or '!Name' for none",
       [](Line& l, Given g) { l.group().expect.headers.emplace_back(g.value); }, true},
      {"--expect-json", "EXPECTATION", "its body is JSON, with something at a path as --query has them: 'PATH', '!PATH' for nothing, 'PATH=VALUE', 'PATH!=VALUE', 'PATH~REGEX', 'PATH>=N' (> < <=), 'length(PATH)=N'",
       [](Line& l, Given g) { l.group().expect.json.emplace_back(g.value); }, true},
      {"--expect-body-contains", "TEXT", "its body has this text in it", set_expected_text, true},
      {"--expect-time", "TIME", "it is there in so long, redirects included: 500ms, 2s",
       [](Line& l, Given g) { l.group().expect.time = parse_time(g.value, "--expect-time"); }},
      {"--until", "TIME", "make the request again until all of this holds, for at most so long; failed connections count as an answer that does not",
       [](Line& l, Given g) { l.group().until.time = parse_time(g.value, "--until"); }},
      {"--until-interval", "TIME", "wait so long between (default: 1s)",
       [](Line& l, Given g) { l.group().until.interval = parse_time(g.value, "--until-interval"); }},
      {"--report-junit", "FILE", "add a test case for each request to a JUnit report, made where there is none; calls may do so side by side",
       add_report<ReportFormat::junit>, true, true},
      {"--report-tap", "FILE", "the same as TAP 13", add_report<ReportFormat::tap>, true, true},
      {"--test-name", "NAME", "the test case's name (default: method and URL, without its query)",
       [](Line& l, Given g) { l.group().test_name = std::move(g.value); }},
      {"--suite", "NAME", "the suite that the test cases belong to (default: cauth)",
       [](Line& l, Given g) { l.suite = std::move(g.value); }},
  });
  return kRows;
}
// clang-format on

}  // namespace cauth::call
