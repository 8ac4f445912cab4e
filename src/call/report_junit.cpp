#include "base/text.hpp"
#include "call/report_formats.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

// The schema that Jenkins, GitLab and others read has no standard; https://github.com/testmoapp/junitxml
// gathers what they agree upon.
namespace cauth::call {
namespace {

constexpr std::string_view kBegin = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";

struct Suite {
  std::string name;
  std::vector<TestCase> cases;
};
using Suites = std::vector<Suite>;

struct Entity {
  std::string_view name, text;
};
constexpr Entity kEntities[] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};

// The two characters beside controls and lone surrogates that XML 1.0 forbids: U+FFFE and U+FFFF.
bool begins_forbidden(std::string_view text) {
  return text.starts_with("\xEF\xBF\xBE") || text.starts_with("\xEF\xBF\xBF");
}

std::string escaped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto entity = std::find_if(std::begin(kEntities), std::end(kEntities),
                                     [&](const Entity& each) { return text.starts_with(each.text); });
    const bool forbidden = begins_forbidden(text);
    if (forbidden) {
      result += '?';
    } else if (entity != std::end(kEntities)) {
      result += entity->name;
    } else {
      result += text.front();
    }
    text.remove_prefix(forbidden ? 3 : 1);
  }
  return result;
}

std::string unescaped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto entity = std::find_if(std::begin(kEntities), std::end(kEntities),
                                     [&](const Entity& each) { return text.starts_with(each.name); });
    const bool found = entity != std::end(kEntities);
    result += found ? entity->text : text.substr(0, 1);
    text.remove_prefix(found ? entity->name.size() : 1);
  }
  return result;
}

std::string seconds_text(std::chrono::microseconds duration) {
  constexpr std::int64_t kMicroseconds = 1'000'000;
  return fmt::format("{}.{:06}", duration.count() / kMicroseconds, duration.count() % kMicroseconds);
}

// "1.000250"; nothing when it is no such number, or so many that sums of them could overflow.
std::optional<std::chrono::microseconds> parse_seconds(std::string_view text) {
  constexpr std::size_t kFraction = 6;
  constexpr std::size_t kLongest = 18;
  const auto point = text.find('.');
  if (point == std::string_view::npos || text.size() - point - 1 != kFraction || text.size() > kLongest)
    return std::nullopt;
  std::string digits(text);
  digits.erase(point, 1);
  const auto count = parse_number<std::int64_t>(digits);
  if (!count || *count < 0) return std::nullopt;
  return std::chrono::microseconds(*count);
}

struct Sums {
  std::size_t tests = 0, failures = 0, skipped = 0;
  std::chrono::microseconds time{0};

  void add(const Suite& suite) {
    for (const auto& test : suite.cases) {
      ++tests;
      failures += test.outcome == TestOutcome::fail ? 1 : 0;
      skipped += test.outcome == TestOutcome::skip ? 1 : 0;
      time += test.duration;
    }
  }
  std::string text() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{}\"", tests,
                       failures, skipped, seconds_text(time));
  }
};

std::string children(const TestCase& test) {
  const std::string message = escaped(report_line(test.message));
  const std::string details = escaped(report_lines(test.details));
  if (test.outcome == TestOutcome::fail)
    return fmt::format("      <failure message=\"{}\">{}</failure>\n", message, details);
  std::string text;
  if (test.outcome == TestOutcome::skip) text += fmt::format("      <skipped message=\"{}\"/>\n", message);
  if (!details.empty()) text += fmt::format("      <system-out>{}</system-out>\n", details);
  return text;
}

std::string case_text(const TestCase& test, const std::string& suite) {
  const std::string inside = children(test);
  const std::string begin = fmt::format("    <testcase name=\"{}\" classname=\"{}\" time=\"{}\"",
                                        escaped(report_line(test.name)), suite, seconds_text(test.duration));
  return begin + (inside.empty() ? "/>\n" : ">\n" + inside + "    </testcase>\n");
}

std::string text_of(const Suites& suites) {
  Sums all;
  std::string inside;
  for (const auto& suite : suites) {
    Sums sums;
    sums.add(suite);
    all.add(suite);
    const std::string name = escaped(suite.name);
    inside += fmt::format("  <testsuite name=\"{}\" {}>\n", name, sums.text());
    for (const auto& test : suite.cases) inside += case_text(test, name);
    inside += "  </testsuite>\n";
  }
  return fmt::format("{}<testsuites name=\"cauth\" {}>\n{}</testsuites>\n", kBegin, all.text(), inside);
}

void add(Suites& suites, const TestCase& test) {
  std::string name = report_line(test.suite);
  auto suite =
      std::find_if(suites.begin(), suites.end(), [&](const Suite& each) { return each.name == name; });
  if (suite == suites.end()) suite = suites.insert(suite, {.name = std::move(name), .cases = {}});
  suite->cases.push_back(test);
}

// Reads what text_of writes. It may take more than that: whoever calls writes the result again and compares.
class SuiteReader {
 public:
  explicit SuiteReader(std::string_view text) : rest_(text) {}

  std::optional<Suites> read() {
    Suites suites;
    bool good = take(kBegin) && take("<testsuites ") && until("\n");
    while (good && take("  <testsuite name=\"")) good = read_suite(suites);
    if (!good || !take("</testsuites>\n") || !rest_.empty()) return std::nullopt;
    return suites;
  }

 private:
  bool take(std::string_view expected) {
    if (!rest_.starts_with(expected)) return false;
    rest_.remove_prefix(expected.size());
    return true;
  }

  // What stands before `end`, which is taken too.
  std::optional<std::string_view> until(std::string_view end) {
    const auto at = rest_.find(end);
    if (at == std::string_view::npos) return std::nullopt;
    const auto before = rest_.substr(0, at);
    rest_.remove_prefix(at + end.size());
    return before;
  }

  bool read_text(std::string& text, std::string_view end) {
    const auto found = until(end);
    if (found) text = unescaped(*found);
    return found.has_value();
  }

  bool read_suite(Suites& suites) {
    auto& suite = suites.emplace_back();
    bool good = read_text(suite.name, "\"") && until("\n");
    while (good && take("    <testcase name=\"")) good = read_case(suite);
    return good && take("  </testsuite>\n");
  }

  bool read_case(Suite& suite) {
    auto& test = suite.cases.emplace_back();
    if (!read_text(test.name, "\" classname=\"") || !read_text(test.suite, "\" time=\"")) return false;
    const auto time = until("\"");
    const auto duration = time ? parse_seconds(*time) : std::nullopt;
    if (!duration) return false;
    test.duration = *duration;
    return take("/>\n") || (take(">\n") && read_children(test) && take("    </testcase>\n"));
  }

  bool read_children(TestCase& test) {
    if (take("      <failure message=\"")) {
      test.outcome = TestOutcome::fail;
      return read_text(test.message, "\">") && read_text(test.details, "</failure>\n");
    }
    if (take("      <skipped message=\"")) {
      test.outcome = TestOutcome::skip;
      if (!read_text(test.message, "\"/>\n")) return false;
    }
    return !take("      <system-out>") || read_text(test.details, "</system-out>\n");
  }

  std::string_view rest_;
};

}  // namespace

std::optional<std::string> add_to_junit(std::string_view report, std::span<const TestCase> cases) {
  auto suites = report.empty() ? std::make_optional<Suites>() : SuiteReader(report).read();
  if (!suites || (!report.empty() && text_of(*suites) != report)) return std::nullopt;
  for (const auto& test : cases) add(*suites, test);
  return text_of(*suites);
}

}  // namespace cauth::call
