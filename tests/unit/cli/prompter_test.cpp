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

cognito::Challenge challenge_named(std::string name) {
  cognito::Challenge challenge;
  challenge.name = std::move(name);
  return challenge;
}

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

TEST_CASE("the questions about a challenge are remembered, until the next one") {
  Asking asking({"typed"});
  asking.globals.no_input = true;
  cli::Prompter prompter(asking.context);
  prompter.begin(challenge_named("NEW_PASSWORD_REQUIRED"));
  prompter.give("userAttributes.name", SecretString("Alice"));
  CHECK_FALSE(prompter.get(kNewPassword).has_value());
  prompter.get({.key = "userAttributes.name", .prompt = "name"});
  CHECK(prompter.asked() == std::vector<std::string>{"NEW_PASSWORD", "userAttributes.name"});
  prompter.begin(challenge_named("SMS_MFA"));
  CHECK(prompter.asked().empty());
}

TEST_CASE("an answer to one challenge is not taken for another, and several serve in their order") {
  Asking asking({});
  asking.globals.no_input = true;
  cli::Prompter prompter(asking.context);
  prompter.give("CUSTOM_CHALLENGE.ANSWER", SecretString("first"));
  prompter.give("CUSTOM_CHALLENGE.ANSWER", SecretString("second"));
  const cognito::Question question{.key = "ANSWER", .prompt = "Answer"};
  CHECK_FALSE(prompter.get(question).has_value());
  prompter.begin(challenge_named("SELECT_MFA_TYPE"));
  CHECK(prompter.offered("ANSWER").empty());
  CHECK_FALSE(prompter.get(question).has_value());
  for (const auto* expected : {"first", "second"}) {
    prompter.begin(challenge_named("CUSTOM_CHALLENGE"));
    CHECK(prompter.offered("ANSWER").size() == 1);
    CHECK(text(prompter.get(question)) == expected);
  }
  prompter.begin(challenge_named("CUSTOM_CHALLENGE"));
  CHECK_FALSE(prompter.get(question).has_value());
}

TEST_CASE("what was answered serves again for the same challenge, but for what was wrong") {
  Asking asking({"weak", "weak", "Alice", "Strong-1!", "Strong-1!"});
  cli::Prompter prompter(asking.context);
  prompter.begin(challenge_named("NEW_PASSWORD_REQUIRED"));
  const cognito::Question name{.key = "userAttributes.name", .prompt = "name"};
  CHECK(text(prompter.get(kNewPassword)) == "weak");
  CHECK(text(prompter.get(name)) == "Alice");
  CHECK(prompter.ask_again("NEW_PASSWORD"));
  CHECK(text(prompter.get(kNewPassword)) == "Strong-1!");
  CHECK(text(prompter.get(name)) == "Alice");
}

TEST_CASE("where nobody can be asked there is no second try") {
  Asking asking({"typed"});
  cli::Prompter prompter(asking.context, cli::Prompter::Asking::never);
  prompter.begin(challenge_named("SMS_MFA"));
  CHECK_FALSE(prompter.ask_again(""));
  CHECK_FALSE(prompter.get(kNewPassword).has_value());
}

TEST_CASE("a choice is typed by name or by number, until it is one") {
  const cognito::Question question{.key = "ANSWER", .prompt = "How", .choices = {"PASSWORD", "EMAIL_OTP"}};
  for (const auto* typed : {"EMAIL_OTP", "email_otp", "2", " 2 "}) {
    Asking asking({"3", typed});
    CHECK(text(cli::Prompter(asking.context).get(question)) == "EMAIL_OTP");
    CHECK(asking.terminal.asked[0].prompt == "How:\n  1  PASSWORD\n  2  EMAIL_OTP\nWhich? ");
  }
}

TEST_CASE("a choice that was made beforehand and is not there is passed over, and not shown") {
  Asking asking({"1"});
  cli::Prompter prompter(asking.context);
  prompter.give("ANSWER", SecretString("123456"));
  CHECK(text(prompter.get({.key = "ANSWER", .prompt = "How", .choices = {"PASSWORD"}})) == "PASSWORD");
  CHECK(asking.err.text.find("none of PASSWORD") != std::string::npos);
  CHECK(asking.err.text.find("123456") == std::string::npos);
}

TEST_CASE("what serves otherwise comes after what was given, and before anybody is asked") {
  Asking asking({});
  cli::Prompter prompter(asking.context);
  const cognito::Question question{
      .key = "ANSWER", .prompt = "How", .choices = {"PASSWORD", "EMAIL_OTP"}, .otherwise = "PASSWORD"};
  CHECK(text(prompter.get(question)) == "PASSWORD");
  cli::Prompter other(asking.context);
  other.give("ANSWER", SecretString("EMAIL_OTP"));
  CHECK(text(other.get(question)) == "EMAIL_OTP");
}

TEST_CASE("the program is asked for what was not given, and only about challenges") {
  Asking asking({"typed"});
  cli::Prompter prompter(asking.context);
  std::vector<std::string> asked;
  prompter.give_program([&](const cognito::Challenge& challenge, const cognito::Question& question) {
    asked.push_back(challenge.name + ' ' + question.key);
    return std::optional(SecretString("123456"));
  });
  CHECK(text(prompter.get({.key = "PASSWORD", .prompt = "Password"})) == "typed");
  prompter.begin(challenge_named("SMS_MFA"));
  CHECK(text(prompter.get({.key = "SMS_MFA_CODE", .prompt = "Code"})) == "123456");
  CHECK(asked == std::vector<std::string>{"SMS_MFA SMS_MFA_CODE"});
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
