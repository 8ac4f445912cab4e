#include "cli/prompter.hpp"

#include "base/error.hpp"
#include "support/fake_terminal.hpp"
#include "support/run_cli.hpp"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

using namespace cauth;

namespace {

const cognito::Question kNewPassword{
    .key = "NEW_PASSWORD", .prompt = "New password", .secret = true, .repeat = true};

// A context over a terminal with answers.
struct Asking {
  explicit Asking(std::vector<std::string> answers) : terminal(std::move(answers)) {}

  test::FakeTerminal terminal;
  test::ManualClock clock;
  test::FixedRandom random;
  Environ env;
  StringSource in{""};
  StringSink out, err;
  cli::World world{.io = {.in = in, .out = out, .err = err},
                   .terminal = terminal,
                   .clock = clock,
                   .random = random,
                   .env = env,
                   .http = {}};
  cli::Globals globals;
  cli::Context context{world, globals};
};

std::string text(const std::optional<SecretString>& answer) {
  REQUIRE(answer.has_value());
  return std::string(answer->reveal());
}

}  // namespace

TEST_CASE("a given answer comes first, and serves once") {
  Asking asking({"typed", "typed"});
  cli::Prompter prompter(asking.context);
  prompter.give("NEW_PASSWORD", SecretString("given"));
  CHECK(text(prompter.get(kNewPassword)) == "given");
  CHECK(asking.terminal.asked.empty());
  CHECK(text(prompter.get(kNewPassword)) == "typed");
}

TEST_CASE("a given answer is fetched when it is asked for, and may turn out not to be there") {
  Asking asking({"typed", "typed"});
  cli::Prompter prompter(asking.context);
  int fetched = 0;
  prompter.give("NEW_PASSWORD", [&]() -> std::optional<SecretString> {
    ++fetched;
    return std::nullopt;
  });
  CHECK(fetched == 0);
  CHECK(text(prompter.get(kNewPassword)) == "typed");
  CHECK(fetched == 1);
}

TEST_CASE("answers that nobody asked for yet are known by their keys") {
  Asking asking({});
  cli::Prompter prompter(asking.context);
  prompter.give("userAttributes.name", SecretString("Alice"));
  prompter.give("NEW_PASSWORD", SecretString("given"));
  CHECK(prompter.offered("userAttributes.") == std::vector<std::string>{"userAttributes.name"});
}

TEST_CASE("a question that nobody answered is remembered") {
  Asking asking({"typed"});
  asking.globals.no_input = true;
  cli::Prompter prompter(asking.context);
  CHECK(prompter.unanswered().empty());
  CHECK_FALSE(prompter.get(kNewPassword).has_value());
  CHECK(prompter.unanswered() == "NEW_PASSWORD");
}

TEST_CASE("a new secret is typed twice, until both are the same") {
  Asking asking({"one", "two", "three", "three"});
  CHECK(text(cli::Prompter(asking.context).get(kNewPassword)) == "three");
  REQUIRE(asking.terminal.asked.size() == 4);
  CHECK(asking.terminal.asked[0].prompt == "New password: ");
  CHECK(asking.terminal.asked[1].prompt == "New password again: ");
  CHECK(asking.terminal.asked[1].secret);
}

TEST_CASE("three slips end the asking") {
  Asking asking({"a", "b", "a", "b", "a", "b"});
  CHECK_THROWS_WITH_AS(cli::Prompter(asking.context).get(kNewPassword),
                       "\"New password\" was not typed twice the same", Error);
}

TEST_CASE("nobody is asked with --no-input, in CI, or without a terminal") {
  Asking no_input({"typed"});
  no_input.globals.no_input = true;
  CHECK_FALSE(cli::Prompter(no_input.context).get(kNewPassword).has_value());

  Asking in_ci({"typed"});
  in_ci.env.set("CI", "true");
  CHECK_FALSE(cli::Prompter(in_ci.context).get(kNewPassword).has_value());

  Asking ci_is_false({"typed", "typed"});
  ci_is_false.env.set("CI", "false");
  CHECK(cli::Prompter(ci_is_false.context).get(kNewPassword).has_value());

  Asking without_terminal({"typed"});
  without_terminal.terminal = test::FakeTerminal();
  CHECK_FALSE(cli::Prompter(without_terminal.context).get(kNewPassword).has_value());
}
