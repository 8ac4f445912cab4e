#include "base/terminal.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/interrupt.hpp"
#include "base/streams.hpp"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>

namespace cauth {
namespace {

constexpr std::size_t kLongestLine = std::size_t{64} * 1024;

FileDescriptor open_terminal() {
  return FileDescriptor(::open("/dev/tty", O_RDWR | O_CLOEXEC | O_NOCTTY));
}

// Echo off while it lives. The signal keys keep working: Ctrl-C at a password prompt must end the program.
class WithoutEcho {
 public:
  explicit WithoutEcho(int descriptor)
      : descriptor_(descriptor), changed_(::tcgetattr(descriptor, &saved_) == 0) {
    termios quiet = saved_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    if (changed_) ::tcsetattr(descriptor_, TCSAFLUSH, &quiet);
  }
  WithoutEcho(const WithoutEcho&) = delete;
  WithoutEcho& operator=(const WithoutEcho&) = delete;
  ~WithoutEcho() {
    if (changed_) ::tcsetattr(descriptor_, TCSAFLUSH, &saved_);
  }

 private:
  int descriptor_;
  termios saved_{};
  bool changed_;
};

SecretString read_line(int descriptor) {
  SecretString line;
  while (line.size() < kLongestLine) {
    char character = 0;
    const auto got = ::read(descriptor, &character, 1);
    if (got < 0 && errno == EINTR) {
      throw_if_interrupted();
      continue;
    }
    if (got <= 0 && line.empty()) throw Error(Category::action_needed, "the prompt was not answered");
    if (got <= 0 || character == '\n') break;
    line.append({&character, 1});
  }
  return line;
}

}  // namespace

bool SystemTerminal::present() {
  return open_terminal().open();
}

std::string SystemTerminal::ask(std::string_view prompt) {
  const FileDescriptor terminal = open_terminal();
  DescriptorSink(terminal.get()).write(prompt);
  return std::string(read_line(terminal.get()).reveal());
}

SecretString SystemTerminal::ask_secret(std::string_view prompt) {
  const FileDescriptor terminal = open_terminal();
  DescriptorSink sink(terminal.get());
  SecretString answer;
  {
    // Before the prompt shows: what is typed at once must not be seen either.
    const WithoutEcho quiet(terminal.get());
    sink.write(prompt);
    answer = read_line(terminal.get());
  }
  sink.write("\n");
  return answer;
}

}  // namespace cauth
