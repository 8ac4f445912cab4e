#include "cli/runner/process.hpp"

#include "base/file.hpp"
#include "cli/runner/script.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <optional>
#include <regex>
#include <utility>

namespace cauth::test {
namespace {

using SteadyClock = std::chrono::steady_clock;
constexpr auto kLongestRun = std::chrono::seconds(50);  // ctest ends the runner after 60

std::vector<char*> pointers(const std::vector<std::string>& strings) {
  std::vector<char*> result;
  for (const auto& text : strings) result.push_back(const_cast<char*>(text.c_str()));
  result.push_back(nullptr);
  return result;
}

void open_as(const std::filesystem::path& path, int flags, int number) {
  const int descriptor = ::open(path.c_str(), flags, 0600);
  if (descriptor < 0 || ::dup2(descriptor, number) < 0) ::_exit(126);
  if (descriptor != number) ::close(descriptor);
}

// In the child. Streams last: until then messages could go wrong, but there are none.
[[noreturn]] void become(const Program& program, const std::string& terminal) {
  ::setsid();
  if (::chdir(program.folder.c_str()) != 0) ::_exit(126);
  if (!terminal.empty()) {
    open_as(terminal, O_RDWR, 0);
    ::ioctl(0, TIOCSCTTY, 0);
  }
  if (!program.input.empty()) open_as(program.input, O_RDONLY, 0);
  open_as(program.output, O_WRONLY | O_CREAT | O_TRUNC, 1);
  open_as(program.errors, O_WRONLY | O_CREAT | O_TRUNC, 2);
  const auto argv = pointers(program.argv);
  const auto environment = pointers(program.environment);
  ::execvpe(argv[0], argv.data(), environment.data());
  ::dprintf(2, "cannot run %s: %s\n", argv[0], ::strerror(errno));
  ::_exit(127);
}

pid_t start(const Program& program, const std::string& terminal = {}) {
  const pid_t process = ::fork();
  if (process < 0) throw Failure("cannot start a process");
  if (process == 0) become(program, terminal);
  return process;
}

std::optional<int> exit_status_if_ended(pid_t process, int flags) {
  int status = 0;
  if (::waitpid(process, &status, flags) != process) return std::nullopt;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

// The person at the pseudo-terminal.
class Person {
 public:
  explicit Person(const std::vector<Answer>& answers) : answers_(answers) {
    if (answers_.empty()) return;
    terminal_ = FileDescriptor(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    if (!terminal_.open() || ::grantpt(terminal_.get()) != 0 || ::unlockpt(terminal_.get()) != 0) {
      throw Failure("cannot open a pseudo-terminal");
    }
    name_ = ::ptsname(terminal_.get());
    // Held open: the first program to close it must not hang up on the next.
    other_end_ = FileDescriptor(::open(name_.c_str(), O_RDWR | O_NOCTTY | O_CLOEXEC));
  }

  const std::string& terminal() const { return name_; }
  /// Waits for something to be shown, or for the process to end.
  void look(int process_descriptor) {
    std::array<pollfd, 2> ready{pollfd{.fd = process_descriptor, .events = POLLIN, .revents = 0},
                                pollfd{.fd = terminal_.get(), .events = POLLIN, .revents = 0}};
    if (::poll(ready.data(), ready.size(), 100) <= 0 || ready[1].revents == 0) return;
    std::array<char, 4096> block{};
    const auto got = ::read(terminal_.get(), block.data(), block.size());
    if (got > 0) shown_.append(block.data(), static_cast<std::size_t>(got));
    answer();
  }

  std::string& shown() { return shown_; }

  void check_all_asked() const {
    if (next_ < answers_.size()) {
      throw Failure("this prompt did not come: " + answers_[next_].prompt_regex + "\nterminal: " + shown_);
    }
  }

 private:
  void answer() {
    if (next_ == answers_.size()) return;
    if (!std::regex_search(shown_.substr(seen_), std::regex(answers_[next_].prompt_regex))) return;
    seen_ = shown_.size();
    const std::string line = answers_[next_++].text + '\n';
    if (::write(terminal_.get(), line.data(), line.size()) < 0) throw Failure("cannot answer the prompt");
  }

  const std::vector<Answer>& answers_;
  std::size_t next_ = 0;
  std::size_t seen_ = 0;
  FileDescriptor terminal_, other_end_;
  std::string name_, shown_;
};

}  // namespace

Ended run_program(const Program& program) {
  Person person(program.answers);
  const pid_t process = start(program, person.terminal());
  const FileDescriptor end(static_cast<int>(::syscall(SYS_pidfd_open, process, 0)));
  const auto deadline = SteadyClock::now() + kLongestRun;
  while (SteadyClock::now() < deadline) {
    person.look(end.get());
    if (const auto status = exit_status_if_ended(process, WNOHANG)) {
      if (!program.answers.empty()) person.look(end.get());
      person.check_all_asked();
      return {.exit_status = *status, .terminal = std::move(person.shown())};
    }
  }
  ::kill(-process, SIGKILL);
  exit_status_if_ended(process, 0);
  person.check_all_asked();
  throw Failure("it did not end");
}

Background::Background(const Program& program) : process_(start(program)) {}

bool Background::running() {
  if (process_ < 0) return false;
  if (const auto status = exit_status_if_ended(process_, WNOHANG)) {
    exit_status_ = *status;
    process_ = -1;
  }
  return process_ >= 0;
}

int Background::stop() {
  if (!running()) return exit_status_;
  ::kill(process_, SIGTERM);
  const auto deadline = SteadyClock::now() + std::chrono::seconds(10);
  while (running() && SteadyClock::now() < deadline) ::poll(nullptr, 0, 5);
  if (running()) {
    ::kill(-process_, SIGKILL);
    exit_status_ = exit_status_if_ended(process_, 0).value_or(0);
    process_ = -1;
  }
  return exit_status_;
}

}  // namespace cauth::test
