#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string>
#include <vector>

namespace cauth::test {

/// An answer for the terminal, given once the prompt has been seen.
struct Answer {
  std::string prompt_regex, text;
};

struct Program {
  std::vector<std::string> argv;
  std::vector<std::string> environment;  ///< "NAME=value"
  std::filesystem::path folder;
  std::filesystem::path input, output, errors;  ///< standard streams, as files
  std::vector<Answer> answers;                  ///< any: it gets a terminal, also as its standard input
};

struct Ended {
  int exit_status = 0;   ///< 128 + signal when a signal ended it
  std::string terminal;  ///< what was shown on the terminal
};

/// Runs a program to its end, in a session of its own: without answers it has no terminal. Failure when it
/// cannot be started, takes too long, or a prompt does not come.
Ended run_program(const Program& program);

/// A program that runs beside the script; ended with SIGTERM.
class Background {
 public:
  explicit Background(const Program& program);
  Background(const Background&) = delete;
  Background& operator=(const Background&) = delete;
  ~Background() { stop(); }

  bool running();
  /// Its exit status.
  int stop();

 private:
  pid_t process_ = -1;
  int exit_status_ = 0;
};

}  // namespace cauth::test
