#include "call/test_record.hpp"

#include "base/error.hpp"
#include "call/target.hpp"
#include "call/test_report.hpp"
#include "http/redact.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <span>
#include <string_view>

namespace cauth::call {
namespace {

std::string method_of(const PlannedTransfer& transfer, const Options& options) {
  if (options.method) return *options.method;
  if (options.head) return "HEAD";
  if (transfer.upload) return "PUT";
  const bool body = (!options.data.empty() && !options.data_in_query) || !options.form.empty();
  return body ? "POST" : "GET";
}

std::string address_of(const PlannedTransfer& transfer, const CallWorld& world) {
  try {
    Url url = target_url(transfer.url, world.api);
    url.user_info.clear();
    url.query.clear();
    url.fragment.clear();
    return url.text();
  } catch (const Error&) {
    // What is wrong with it is said where it is to be used.
    return "(no URL)";
  }
}

void fill_in(TestCase& test, const Ending& ending) {
  test.outcome = ending.good() ? TestOutcome::pass : TestOutcome::fail;
  if (ending.failure) {
    test.message = fmt::format("exit status {}: {}", ending.exit(),
                               http::redact_tokens(ending.failure->what_failed, {}));
    test.details = ending.failure->hint;
  } else if (!ending.unmet.empty()) {
    test.message = ending.unmet.front();
    for (const auto& line : ending.unmet) test.details += line + '\n';
  }
}

}  // namespace

std::string request_name(const PlannedTransfer& transfer, const Line& line, const CallWorld& world) {
  return fmt::format("{} {}", method_of(transfer, line.groups[transfer.group]), address_of(transfer, world));
}

TestRecord::TestRecord(const PlannedTransfer& transfer, bool first_of_group, const Line& line,
                       const CallWorld& world)
    : line_(line), world_(world), begun_(world.clock.now()) {
  if (line.reports.empty()) return;
  const auto& given = line.groups[transfer.group].test_name;
  name_ = given.value_or("");
  if (given && first_of_group) return;
  name_ += fmt::format("{}{}{}", given ? " (" : "", request_name(transfer, line, world), given ? ")" : "");
}

TestRecord::TestRecord(const Line& line, const CallWorld& world)
    : line_(line),
      world_(world),
      name_(line.groups.front().test_name.value_or("the line")),
      begun_(world.clock.now()) {}

void TestRecord::add(const Ending& ending) const {
  using std::chrono::microseconds;
  TestCase test{.name = name_,
                .suite = line_.suite,
                .duration = std::max(std::chrono::duration_cast<microseconds>(world_.clock.now() - begun_),
                                     microseconds(0))};
  fill_in(test, ending);
  for (const auto& report : line_.reports) add_to_report(report, std::span(&test, 1), world_.clock);
}

}  // namespace cauth::call
