#include "base/process.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

namespace cauth {
namespace {

constexpr int kNotFound = 127;
constexpr int kNotExecutable = 126;

struct Pipe {
  FileDescriptor reader, writer;
};

Pipe make_pipe() {
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) throw Error(Category::internal, "cannot make a pipe");
  return {FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

std::vector<char*> pointers(const std::vector<std::string>& strings) {
  std::vector<char*> result;
  result.reserve(strings.size() + 1);
  // execve takes char*, but writes to none of it.
  for (const auto& string : strings) result.push_back(const_cast<char*>(string.c_str()));
  result.push_back(nullptr);
  return result;
}

// posix_spawn's attributes and file actions, freed at the end.
struct SpawnSettings {
  SpawnSettings() {
    ::posix_spawnattr_init(&attributes);
    ::posix_spawn_file_actions_init(&actions);
    // We ignore SIGPIPE and catch others; the child gets what it would get from a shell.
    sigset_t defaults;
    ::sigemptyset(&defaults);
    for (const int signal : {SIGPIPE, SIGINT, SIGTERM}) ::sigaddset(&defaults, signal);
    ::posix_spawnattr_setsigdefault(&attributes, &defaults);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  }
  // For the child, where ours holds signals back.
  void use_signal_mask(const sigset_t& mask) {
    ::posix_spawnattr_setsigmask(&attributes, &mask);
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK);
  }
  // A session of its own: what is typed at our terminal, Ctrl-C too, is not for it.
  void leave_terminal() {
    ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSID);
  }
  SpawnSettings(const SpawnSettings&) = delete;
  SpawnSettings& operator=(const SpawnSettings&) = delete;
  ~SpawnSettings() {
    ::posix_spawnattr_destroy(&attributes);
    ::posix_spawn_file_actions_destroy(&actions);
  }
  posix_spawnattr_t attributes{};
  posix_spawn_file_actions_t actions{};
};

Error cannot_run(const std::string& program, int why) {
  Error error =
      usage_error(fmt::format("cannot run \"{}\": {}", printable(program), to_lower(::strerror(why))));
  error.detail = why == ENOENT ? kNotFound : kNotExecutable;
  return error;
}

pid_t spawn(const std::vector<std::string>& argv, const std::vector<std::string>& environment,
            const SpawnSettings& settings) {
  pid_t child = 0;
  const auto arguments = pointers(argv);
  const auto variables = pointers(environment);
  const int why = ::posix_spawnp(&child, arguments[0], &settings.actions, &settings.attributes,
                                 arguments.data(), variables.data());
  if (why != 0) throw cannot_run(argv[0], why);
  return child;
}

int exit_status(int wait_status) {
  constexpr int kSignalBase = 128;
  return WIFEXITED(wait_status) ? WEXITSTATUS(wait_status) : kSignalBase + WTERMSIG(wait_status);
}

int wait_for(pid_t child) {
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return exit_status(status);
}

// Ends the child, if it still runs, whatever way we leave.
class Child {
 public:
  explicit Child(pid_t id) : id_(id) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (!id_) return;
    ::kill(*id_, SIGKILL);
    wait_for(*id_);
  }
  int wait() {
    const int status = wait_for(*id_);
    id_.reset();
    return status;
  }

 private:
  std::optional<pid_t> id_;
};

// Feeds and drains the child until it closes its standard output.
void exchange(const ProcessRequest& request, Pipe& to_child, Pipe& from_child, SecretString& output) {
  const auto deadline = std::chrono::steady_clock::now() + request.time_limit;
  std::string_view input = request.input;
  std::array<char, 16384> block{};
  if (input.empty()) to_child.writer.reset();
  while (true) {
    throw_if_interrupted();
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - std::chrono::steady_clock::now())
            .count();
    if (left <= 0) {
      throw Error(Category::temporary,
                  fmt::format("\"{}\" did not end within its time limit", request.argv[0]));
    }
    std::array<pollfd, 2> waits = {
        {{from_child.reader.get(), POLLIN, 0}, {to_child.writer.get(), POLLOUT, 0}}};
    constexpr long kLongestWait = 1000;
    if (::poll(waits.data(), waits.size(), static_cast<int>(std::min<long>(left, kLongestWait))) < 0)
      continue;
    if (waits[1].revents != 0) {
      const auto written = ::write(to_child.writer.get(), input.data(), input.size());
      if (written > 0) input.remove_prefix(static_cast<std::size_t>(written));
      // A program that does not read all we send has its reasons.
      if (input.empty() || (written < 0 && errno != EINTR && errno != EAGAIN)) to_child.writer.reset();
    }
    if (waits[0].revents == 0) continue;
    const auto got = ::read(from_child.reader.get(), block.data(), block.size());
    if (got == 0) break;
    if (got > 0) output.append({block.data(), static_cast<std::size_t>(got)});
    if (output.size() > request.output_limit_bytes) {
      throw Error(Category::temporary, fmt::format("\"{}\" printed more than it may", request.argv[0]));
    }
  }
  wipe(block.data(), block.size());
}

}  // namespace

ProcessResult run_process(const ProcessRequest& request) {
  Pipe to_child = make_pipe();
  Pipe from_child = make_pipe();
  SpawnSettings settings;
  ::posix_spawn_file_actions_adddup2(&settings.actions, to_child.reader.get(), STDIN_FILENO);
  ::posix_spawn_file_actions_adddup2(&settings.actions, from_child.writer.get(), STDOUT_FILENO);
  Child child(spawn(request.argv, request.environment, settings));
  to_child.reader.reset();
  from_child.writer.reset();
  ::fcntl(to_child.writer.get(), F_SETFL, O_NONBLOCK);

  ProcessResult result;
  exchange(request, to_child, from_child, result.output);
  result.exit_status = child.wait();
  return result;
}

void start_program(const std::vector<std::string>& argv, const std::vector<std::string>& environment) {
  SpawnSettings settings;
  settings.leave_terminal();
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
    ::posix_spawn_file_actions_addopen(&settings.actions, descriptor, "/dev/null", O_RDWR, 0);
  spawn(argv, environment, settings);
}

int run_in_foreground(const std::vector<std::string>& argv, const std::vector<std::string>& environment) {
  // Signals reach us inside ppoll alone: one that comes just before a wait would otherwise not end it.
  const InterruptsHeld held;
  SpawnSettings settings;
  settings.use_signal_mask(held.before());
  const pid_t child = spawn(argv, environment, settings);
  const FileDescriptor ended(static_cast<int>(::syscall(SYS_pidfd_open, child, 0)));
  // Without pidfd_open (Linux 5.3) the child is looked after again and again.
  const timespec slice = {.tv_sec = ended.open() ? 1 : 0, .tv_nsec = ended.open() ? 0 : 20'000'000};
  bool passed_on = false;
  int status = 0;
  while (::waitpid(child, &status, WNOHANG) == 0) {
    // One sent to us alone must reach the child; one typed at the terminal reached it already, and a second
    // does no harm.
    const auto signal = interrupting_signal();
    if (signal && !passed_on) passed_on = ::kill(child, *signal) == 0;
    pollfd wait{ended.get(), POLLIN, 0};
    ::ppoll(&wait, 1, &slice, &held.before());
  }
  return exit_status(status);
}

FileDescriptor make_inherited_file(std::string_view text) {
  // Not closed on exec, on purpose.
  FileDescriptor file(::memfd_create("cauth", 0));
  while (file.open() && !text.empty()) {
    const auto written = ::write(file.get(), text.data(), text.size());
    if (written < 0 && errno != EINTR) file.reset();
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  if (!file.open()) throw Error(Category::internal, "cannot make a file in memory");
  return file;
}

void replace_process(const std::vector<std::string>& argv, const std::vector<std::string>& environment) {
  const auto arguments = pointers(argv);
  const auto variables = pointers(environment);
  // Handlers do not outlive exec, but what is ignored stays so.
  ::signal(SIGPIPE, SIG_DFL);
  ::execvpe(arguments[0], arguments.data(), variables.data());
  const int why = errno;
  ::signal(SIGPIPE, SIG_IGN);
  throw cannot_run(argv[0], why);
}

}  // namespace cauth
