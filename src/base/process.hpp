#pragma once

#include "base/file.hpp"
#include "base/secret.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cauth {

struct ProcessRequest {
  std::vector<std::string> argv;         ///< argv[0] is looked up in PATH
  std::vector<std::string> environment;  ///< "NAME=value" lines
  std::string_view input;                ///< what the program reads from its standard input
  std::chrono::milliseconds time_limit = std::chrono::seconds(60);
  std::size_t output_limit_bytes = std::size_t{1} << 20U;
};

struct ProcessResult {
  int exit_status = 0;  ///< 128 + signal when a signal ended it
  SecretString output;  ///< standard output; standard error goes where ours goes
};

/// Runs a program to its end, after catch_interrupts(): SIGPIPE must be ignored. Error{usage} when it cannot
/// be started, Error{temporary} when it takes longer than its limit (it is ended then) or prints more than
/// its limit, Error{interrupted} on a signal.
ProcessResult run_process(const ProcessRequest& request);

/// Starts a program and leaves it to itself: nothing to read, nothing it prints is seen, and it lives on when
/// we end. Error{usage} when it cannot be started.
void start_program(const std::vector<std::string>& argv, const std::vector<std::string>& environment);

/// Runs a program with our own standard input, output and error, passing SIGINT and SIGTERM on to it: its
/// exit status, or 128 + signal. Error{usage} when it cannot be started (not found: detail 127, not
/// executable: 126).
int run_in_foreground(const std::vector<std::string>& argv, const std::vector<std::string>& environment);

/// A file without a name that holds the text, for a program that is started next: it inherits the descriptor,
/// and /dev/fd/NUMBER names it, as often as it likes.
FileDescriptor make_inherited_file(std::string_view text);

/// Becomes the program: same process, same streams, signals as a shell would leave them. Comes back only by
/// throwing, as run_in_foreground does.
[[noreturn]] void replace_process(const std::vector<std::string>& argv,
                                  const std::vector<std::string>& environment);

}  // namespace cauth
