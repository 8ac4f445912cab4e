#pragma once

#include "base/streams.hpp"
#include "cli/context.hpp"
#include "cli/dispatch.hpp"
#include "support/fake_terminal.hpp"
#include "support/fake_transport.hpp"
#include "support/fixed_random.hpp"
#include "support/manual_clock.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace cauth::test {

/// All that is outside the program, under the test's control. What the variables do not name does not exist:
/// set HOME, or CAUTH_CONFIG_DIR and its like, to a TempDir where files are wanted.
struct FakeWorld {
  std::map<std::string, std::string, std::less<>> variables;
  std::string input;
  FakeTerminal terminal;
  ManualClock clock;
  FixedRandom random;
  FakeTransport transport;
  bool out_is_terminal = false;
};

struct CliResult {
  int exit = 0;
  std::string out, err;
};

/// Runs a command line inside the test.
inline CliResult run_cli(const std::vector<std::string>& words, FakeWorld& fake) {
  StringSource in(fake.input);
  StringSink out, err;
  const Environ env(fake.variables);
  cli::World world{.io = {.in = in,
                          .out = out,
                          .err = err,
                          .in_is_data = !fake.input.empty(),
                          .out_is_terminal = fake.out_is_terminal,
                          .err_is_terminal = fake.out_is_terminal},
                   .terminal = fake.terminal,
                   .clock = fake.clock,
                   .random = fake.random,
                   .env = env,
                   .http = [&fake]() -> http::Transport& { return fake.transport; }};
  const int exit = cli::run_line(words, world);
  return {.exit = exit, .out = std::move(out.text), .err = std::move(err.text)};
}

inline CliResult run_cli(const std::vector<std::string>& words) {
  FakeWorld world;
  return run_cli(words, world);
}

}  // namespace cauth::test
