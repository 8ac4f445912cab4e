#include "call/run_line.hpp"

#include "base/error.hpp"
#include "call/line_parts.hpp"
#include "call/run_parallel.hpp"
#include "call/transfer.hpp"

#include <utility>

namespace cauth::call {
namespace {

// curl refuses these two pairs, which would write into a file before its name is known.
void check(const Options& options) {
  if (!options.name_from_answer) return;
  if (options.include_head) throw usage_error("-i and -J cannot be combined");
  if (options.resume && options.resume->where_the_file_ends)
    throw usage_error("-C - and -J cannot be combined");
}

int run_serial(const Line& line, const CallWorld& world) {
  LineParts parts(line, world);
  int exit = 0;
  while (auto next = parts.next()) {
    exit = run_transfer(std::move(*next), line, world);
    if (exit != 0 && line.fail_early) break;
  }
  return exit;
}

}  // namespace

int run_transfer(LineParts::Next next, const Line& line, const CallWorld& world) {
  try {
    return Transfer(std::move(next.transfer), line, next.parts, world, !next.first_of_group).run();
  } catch (const Error& error) {
    // One that could not be begun: the others are made all the same.
    if (error.category != Category::transport) throw;
    if (says(line, error)) world.report(error);
    return exit_code(error);
  }
}

int run_line(const Line& line, const CallWorld& world) {
  for (const auto& group : line.groups) check(group);
  return line.parallel ? run_parallel(line, world) : run_serial(line, world);
}

}  // namespace cauth::call
