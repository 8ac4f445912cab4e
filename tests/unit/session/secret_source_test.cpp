#include "session/secret_source.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::session {
namespace {

using Kind = SecretSource::Kind;

SecretSource named(Kind kind, std::string name) {
  return {.kind = kind, .literal = {}, .name = std::move(name), .command = {}};
}

SecretSource command(std::vector<std::string> words) {
  return {.kind = Kind::command, .literal = {}, .name = {}, .command = std::move(words)};
}

const Environ& environment() {
  static const Environ env({{"PATH", "/usr/bin:/bin"},
                            {"SECRET", "from-env"},
                            {"WITH_LINE_END", "x\n"},
                            {"CAUTH_PASSWORD", "not for others"}});
  return env;
}

std::string read(const SecretSource& source) {
  return std::string(read_secret(source, "client secret", environment()).reveal());
}

}  // namespace

TEST_CASE("a secret comes from where its source says") {
  CHECK(read({.kind = Kind::literal, .literal = SecretString("plain"), .name = {}, .command = {}}) ==
        "plain");
  CHECK(read(named(Kind::environment, "SECRET")) == "from-env");
  CHECK(read(command({"printf", "%s", "a b"})) == "a b");
  CHECK(read(named(Kind::shell_command, "printf a; printf b")) == "ab");
}

TEST_CASE("exactly one line end is cut off a secret") {
  const test::TempDir folder;
  write_private_file(folder / "secret", " -p\xc3\xa4ss \n\n");
  CHECK(read(named(Kind::file, (folder / "secret").string())) == " -p\xc3\xa4ss \n");
  CHECK(read(command({"printf", "s\\r\\n"})) == "s");
  CHECK(read(named(Kind::environment, "WITH_LINE_END")) == "x");
}

TEST_CASE("a command for a secret does not inherit cauth's own secrets") {
  CHECK(read(named(Kind::shell_command, "echo \"${CAUTH_PASSWORD-none}\"")) == "none");
}

TEST_CASE("words of a command are not looked at by a shell") {
  CHECK(read(command({"printf", "%s", "$(id); `id` *"})) == "$(id); `id` *");
}

TEST_CASE("a command that prints without end is stopped") {
  CHECK_THROWS_WITH_AS(read(named(Kind::shell_command, "head -c 65537 /dev/zero")),
                       "\"sh\" printed more than it may", Error);
}

TEST_CASE("a secret that cannot be had is an error that names it and what to do") {
  const auto failure = [](const SecretSource& source) {
    try {
      read(source);
    } catch (const Error& error) {
      CHECK(error.category == Category::usage);
      return error.what_failed;
    }
    return std::string("no error");
  };
  CHECK(failure(named(Kind::environment, "UNSET")) ==
        "the client secret should be in the variable \"UNSET\", which is not set");
  CHECK(failure(named(Kind::file, "/nowhere/secret")).find("/nowhere/secret") != std::string::npos);
  CHECK(failure(named(Kind::shell_command, "echo hunter2; exit 3")) ==
        "the command that should print the client secret ended with exit status 3");
  CHECK(failure(command({"true"})) == "the client secret is empty: a command gave nothing");
  CHECK(failure(command({"/nowhere/program"})).find("/nowhere/program") != std::string::npos);
}

}  // namespace cauth::session
