#include "call/run_line.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/locale.hpp"
#include "call/line_parts.hpp"
#include "call/run_parallel.hpp"
#include "call/test_record.hpp"
#include "call/transfer.hpp"

#include <algorithm>
#include <utility>

namespace cauth::call {
namespace {

void check_until(const Options& options) {
  if (options.until.time.count() == 0 || !options.expect.empty()) return;
  throw usage_error("--until has nothing to wait for", "say what you expect: --expect-status 2xx");
}

// curl refuses these two pairs, which would write into a file before its name is known.
void check(const Options& options) {
  if (!options.name_from_answer) return;
  if (options.include_head) throw usage_error("-i and -J cannot be combined");
  if (options.resume && options.resume->where_the_file_ends)
    throw usage_error("-C - and -J cannot be combined");
}

void check(const Line& line, const CallWorld& world) {
  try {
    for (const auto& group : line.groups) {
      check(group);
      check_until(group);
    }
  } catch (const Error& error) {
    TestRecord(line, world).add({.failure = error, .unmet = {}});
    throw;
  }
}

// Hosts such as "bücher.example", maybe.
bool has_wide_names(const Line& line) {
  const auto is_wide = [](char character) { return static_cast<unsigned char>(character) > 0x7f; };
  return std::any_of(line.groups.begin(), line.groups.end(), [&](const Options& group) {
    return std::any_of(group.places.begin(), group.places.end(), [&](const Place& place) {
      return place.url && std::any_of(place.url->begin(), place.url->end(), is_wide);
    });
  });
}

// --rate.
void wait_for_turn(const Line& line, TimePoint last_begun, Clock& clock) {
  const TimePoint turn = last_begun + line.between;
  if (turn > clock.now() && !clock.sleep_until(turn)) throw_if_interrupted();
}

int run_serial(const Line& line, const CallWorld& world) {
  LineParts parts(line, world);
  int exit = 0;
  int unexpected = 0;
  TimePoint begun = TimePoint::min();
  while (auto next = parts.next()) {
    wait_for_turn(line, begun, world.clock);
    begun = world.clock.now();
    const bool judged = !line.groups[next->transfer.group].expect.empty();
    exit = run_transfer(std::move(*next), line, world);
    if (judged && unexpected == 0) unexpected = exit;
    if (exit != 0 && line.fail_early) break;
  }
  // The last one's, as with curl; but what was expected and did not come is not made good by the next one.
  return exit != 0 ? exit : unexpected;
}

}  // namespace

int run_transfer(LineParts::Next next, const Line& line, const CallWorld& world) {
  const TestRecord record(next.transfer, next.first_of_group, line, world);
  Ending ending;
  try {
    ending = Transfer(std::move(next.transfer), line, next.parts, world, !next.first_of_group).run();
  } catch (const Error& error) {
    // One that could not be begun: the others are made all the same. To a test it is a failure in any case.
    if (error.category != Category::interrupted) record.add({.failure = error, .unmet = {}});
    if (error.category != Category::transport) throw;
    if (says(line, error)) world.report(error);
    return exit_code(error);
  }
  record.add(ending);
  return ending.exit();
}

int run_line(const Line& line, const CallWorld& world) {
  for (const auto& report : line.reports) check_report(report);
  check(line, world);
  if (has_wide_names(line)) read_names_as_utf8();
  return line.parallel ? run_parallel(line, world) : run_serial(line, world);
}

}  // namespace cauth::call
