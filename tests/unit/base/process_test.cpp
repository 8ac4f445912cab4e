#include "base/process.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <signal.h>

#include <chrono>
#include <string>

namespace cauth {
namespace {

ProcessResult shell(const std::string& line, std::string_view input = {}) {
  return run_process({.argv = {"/bin/sh", "-c", line}, .environment = {"GREETING=hello"}, .input = input});
}

Category category_of(const ProcessRequest& request) {
  try {
    run_process(request);
  } catch (const Error& error) {
    return error.category;
  }
  return Category::internal;
}

}  // namespace

TEST_CASE("a program gets its input and its environment, and its output and exit status come back") {
  const auto result = shell("cat; printf ' %s' \"$GREETING\"; exit 3", "input");
  CHECK(result.output.reveal() == "input hello");
  CHECK(result.exit_status == 3);
}

TEST_CASE("a program that reads nothing of what it is sent does no harm") {
  const std::string much(1 << 20, 'x');
  CHECK(shell("exit 0", much).exit_status == 0);
}

TEST_CASE("more input and output than a pipe holds goes through") {
  const std::string much(1 << 19, 'x');
  CHECK(shell("cat", much).output.reveal() == much);
}

TEST_CASE("a program ended by a signal has 128 and the signal's number for its exit status") {
  CHECK(shell("kill -TERM $$").exit_status == 143);
}

TEST_CASE("a program cannot hang or flood us") {
  CHECK(category_of({.argv = {"/bin/sh", "-c", "exec sleep 60"},
                     .time_limit = std::chrono::milliseconds(50)}) == Category::temporary);
  CHECK(category_of({.argv = {"/bin/sh", "-c", "exec yes"}, .output_limit_bytes = 1000}) ==
        Category::temporary);
}

TEST_CASE("a program that took too long is ended") {
  const test::TempDir folder;
  const std::string file = (folder / "id").string();
  CHECK(category_of({.argv = {"/bin/sh", "-c", "echo $$ >\"$0\"; exec sleep 60", file},
                     .time_limit = std::chrono::milliseconds(500)}) == Category::temporary);
  const auto id = parse_number<int>(trim(read_file(file, 100)));
  REQUIRE(id);
  CHECK(::kill(*id, 0) != 0);
}

TEST_CASE("a program that does not exist is a mistake in the settings") {
  CHECK(category_of({.argv = {"cauth-no-such-program"}}) == Category::usage);
}

TEST_CASE("a file without a name is read by a program as often as it likes") {
  const std::string much(1 << 18, 'x');
  const FileDescriptor file = make_inherited_file(much);
  const std::string name = "/dev/fd/" + std::to_string(file.get());
  CHECK(shell("cat " + name + " " + name + " | wc -c").output.reveal() == "524288\n");
}

TEST_CASE("what cannot become of us is told apart as a shell does") {
  const auto detail = [](const std::string& program) {
    try {
      replace_process({program}, {});
    } catch (const Error& error) {
      CHECK(error.category == Category::usage);
      return error.detail;
    }
  };
  CHECK(detail("cauth-no-such-program") == 127);
  CHECK(detail("/etc/passwd") == 126);
  CHECK(detail("/") == 126);
}

}  // namespace cauth
