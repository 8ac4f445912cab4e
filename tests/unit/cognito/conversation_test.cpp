#include "cognito/conversation.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "support/map_inputs.hpp"
#include "support/test_conversation.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

using namespace cauth;
using namespace cauth::cognito;
using Given = test::MapInputs::Given;

namespace {

constexpr const char* kTokens =
    R"({"AuthenticationResult":{"AccessToken":"a1","IdToken":"i1","ExpiresIn":3600,"TokenType":"Bearer"}})";

Challenge challenge_named(std::string name, std::string session) {
  Challenge challenge;
  challenge.name = std::move(name);
  challenge.session = SecretString(session);
  return challenge;
}

// Every question about a code or a password gets the next answer; whoever is asked again has one more.
struct Person : Inputs {
  explicit Person(std::deque<std::string> given) : answers(std::move(given)) {}
  std::optional<SecretString> get(const Question&) override {
    if (answers.empty()) return std::nullopt;
    SecretString answer(answers.front());
    answers.pop_front();
    return answer;
  }
  bool ask_again(std::string_view wrong_key) override {
    wrong_keys.emplace_back(wrong_key);
    return true;
  }
  std::deque<std::string> answers;
  std::vector<std::string> wrong_keys;
};

std::string refusal(std::string_view type, std::string_view message) {
  return fmt::format(R"({{"__type":"{}","message":"{}"}})", type, message);
}

struct Talk {
  explicit Talk(Given given) : inputs(std::move(given)) {}
  Json sent(std::size_t index) const {
    ParsedJson parsed = parse_json(conversation.transport.sent.at(index).body);
    REQUIRE(parsed);
    return *parsed;
  }
  test::MapInputs inputs;
  test::TestConversation conversation{inputs};
};

}  // namespace

TEST_CASE("challenges are answered under the name that the service gave, until there are tokens") {
  Talk talk(Given{{"NEW_PASSWORD", "Passw0rd!"}});
  talk.conversation.it.username = "alice@example.com";
  talk.conversation.transport.answer({.body = kTokens});
  Challenge challenge = challenge_named("NEW_PASSWORD_REQUIRED", "s1");
  challenge.parameters["USER_ID_FOR_SRP"] = "alice";
  const Step end = run_challenges(talk.conversation.it, std::move(challenge));
  CHECK(std::holds_alternative<SignedIn>(end));
  CHECK(talk.conversation.it.username == "alice");
  CHECK(talk.sent(0) == Json{{"ClientId", "client"},
                             {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
                             {"Session", "s1"},
                             {"ChallengeResponses", {{"NEW_PASSWORD", "Passw0rd!"}, {"USERNAME", "alice"}}}});
}

TEST_CASE("a challenge that nobody answers is where the conversation ends") {
  Talk talk(Given{});
  Challenge challenge = challenge_named("SOMETHING_NEW", "s9");
  challenge.parameters["USERNAME"] = "al";
  const Step end = run_challenges(talk.conversation.it, std::move(challenge));
  CHECK(std::get<Challenge>(end).session.reveal() == "s9");
  CHECK(talk.conversation.it.username == "al");
  CHECK(talk.conversation.transport.sent.empty());
}

TEST_CASE("the password is asked for once, and only when it is needed") {
  Talk talk(Given{{"PASSWORD", "the-password"}});
  CHECK(talk.inputs.asked.empty());
  CHECK(begin_srp(talk.conversation.it));
  CHECK(ask_password(talk.conversation.it)->reveal() == "the-password");
  CHECK(talk.inputs.asked.size() == 1);
}

TEST_CASE("SRP begins with a password at hand and the pool's name, or not at all") {
  Talk nobody(Given{});
  CHECK_FALSE(begin_srp(nobody.conversation.it));
  CHECK_FALSE(nobody.conversation.it.srp);
  Talk no_pool(Given{{"PASSWORD", "the-password"}});
  no_pool.conversation.it.pool_name.clear();
  CHECK_THROWS_AS(begin_srp(no_pool.conversation.it), Error);
}

TEST_CASE("a proof that belongs to no SRP_A of this process is left to others") {
  Talk talk(Given{{"PASSWORD", "the-password"}});
  const Step end = run_challenges(talk.conversation.it, challenge_named("PASSWORD_VERIFIER", ""));
  CHECK(std::holds_alternative<Challenge>(end));
  CHECK(talk.inputs.asked.empty());
}

TEST_CASE("one SRP_A serves one proof") {
  Talk talk(Given{{"PASSWORD", "the-password"}});
  REQUIRE(begin_srp(talk.conversation.it));
  Challenge challenge = challenge_named("PASSWORD_VERIFIER", "s1");
  challenge.parameters = {
      {"USER_ID_FOR_SRP", "alice"}, {"SRP_B", "2"}, {"SALT", "ab"}, {"SECRET_BLOCK", "AAAA"}};
  talk.conversation.transport.answer(
      {.body = R"({"ChallengeName":"PASSWORD_VERIFIER","Session":"s2","ChallengeParameters":{
                  "USER_ID_FOR_SRP":"alice","SRP_B":"3","SALT":"ab","SECRET_BLOCK":"AAAA"}})"});
  // A second question would learn more about the same private number: nobody answers it.
  const Step end = run_challenges(talk.conversation.it, std::move(challenge));
  CHECK(std::get<Challenge>(end).session.reveal() == "s2");
  CHECK(talk.conversation.transport.sent.size() == 1);
}

namespace {

constexpr const char* kUnknownDevice =
    R"({"__type":"ResourceNotFoundException","message":"Device does not exist."})";

// A conversation in the name of a remembered device.
struct DeviceTalk : Talk {
  explicit DeviceTalk(Given given) : Talk(std::move(given)) {
    conversation.it.device = Device{.key = "eu_key", .group_key = "-group", .password = SecretString("pw")};
    conversation.it.forget_device = [this] { ++forgotten; };
  }
  std::string device_key(std::size_t index, const char* member) const {
    return string_member_or(sent(index)[member], "DEVICE_KEY", "none");
  }
  int forgotten = 0;
};

Step begin_with_srp(Conversation& conversation) {
  Answers parameters;
  parameters.emplace("SRP_A", "aa");
  return initiate(conversation, "USER_SRP_AUTH", std::move(parameters));
}

}  // namespace

TEST_CASE("the device's key goes with every step") {
  DeviceTalk talk(Given{{"SMS_MFA_CODE", "123456"}});
  talk.conversation.transport.answer({.body = R"({"ChallengeName":"SMS_MFA","Session":"s1"})"});
  talk.conversation.transport.answer({.body = kTokens});
  run_challenges(talk.conversation.it, begin_with_srp(talk.conversation.it));
  CHECK(talk.device_key(0, "AuthParameters") == "eu_key");
  CHECK(talk.device_key(1, "ChallengeResponses") == "eu_key");
}

TEST_CASE("a device that the service lost is forgotten, and the same step is sent without it") {
  DeviceTalk talk(Given{{"SMS_MFA_CODE", "123456"}});
  talk.conversation.transport.answer({.status = 400, .body = kUnknownDevice});
  talk.conversation.transport.answer({.body = kTokens});
  run_challenges(talk.conversation.it, challenge_named("SMS_MFA", "s1"));
  CHECK(talk.device_key(0, "ChallengeResponses") == "eu_key");
  CHECK(talk.device_key(1, "ChallengeResponses") == "none");
  CHECK(talk.sent(1)["Session"] == "s1");
  CHECK(talk.forgotten == 1);
  CHECK(talk.conversation.told.size() == 1);
}

TEST_CASE("another thing that is not found says nothing about the device") {
  DeviceTalk talk(Given{});
  talk.conversation.transport.answer(
      {.status = 400,
       .body = R"({"__type":"ResourceNotFoundException","message":"User pool client x does not exist."})"});
  CHECK_THROWS_AS(begin_with_srp(talk.conversation.it), Error);
  CHECK(talk.forgotten == 0);
}

TEST_CASE("the device answers for itself, and proves its own password") {
  DeviceTalk talk(Given{});
  talk.conversation.transport.answer({.body = R"({"ChallengeName":"DEVICE_PASSWORD_VERIFIER","Session":"s2",
      "ChallengeParameters":{"SRP_B":"2","SALT":"ab","SECRET_BLOCK":"AAAA","DEVICE_KEY":"eu_key"}})"});
  talk.conversation.transport.answer({.body = kTokens});
  const Step end = run_challenges(talk.conversation.it, challenge_named("DEVICE_SRP_AUTH", "s1"));
  CHECK(std::holds_alternative<SignedIn>(end));
  CHECK(talk.sent(0)["ChallengeResponses"].contains("SRP_A"));
  const Json answers = talk.sent(1)["ChallengeResponses"];
  CHECK(answers["PASSWORD_CLAIM_SECRET_BLOCK"] == "AAAA");
  CHECK(answers.contains("PASSWORD_CLAIM_SIGNATURE"));
  CHECK(answers.contains("TIMESTAMP"));
  CHECK(answers["DEVICE_KEY"] == "eu_key");
  CHECK(talk.inputs.asked.empty());
}

TEST_CASE("a device whose answer is refused is forgotten, and the sign-in begins again") {
  DeviceTalk talk(Given{});
  talk.conversation.it.begin_again = begin_with_srp;
  talk.conversation.transport.answer(
      {.status = 400,
       .body = R"({"__type":"NotAuthorizedException","message":"Incorrect username or password."})"});
  talk.conversation.transport.answer({.body = kTokens});
  const Step end = run_challenges(talk.conversation.it, challenge_named("DEVICE_SRP_AUTH", "s1"));
  CHECK(std::holds_alternative<SignedIn>(end));
  CHECK(talk.device_key(1, "AuthParameters") == "none");
  CHECK(talk.forgotten == 1);
}

TEST_CASE("what asks a device that is not there is left to a person") {
  Talk talk(Given{});
  const Step end = run_challenges(talk.conversation.it, challenge_named("DEVICE_SRP_AUTH", "s1"));
  CHECK(std::get<Challenge>(end).name == "DEVICE_SRP_AUTH");
}

TEST_CASE("a person who mistyped a code may type it again") {
  Person person({"111111", "222222"});
  test::TestConversation talk(person);
  talk.transport.answer(
      {.status = 400, .body = refusal("CodeMismatchException", "Invalid code or auth state for the user.")});
  talk.transport.answer({.body = kTokens});
  const Step end = run_challenges(talk.it, challenge_named("SMS_MFA", "s"));
  CHECK(std::holds_alternative<SignedIn>(end));
  CHECK(talk.sent(1, "222222"));
  CHECK(talk.told.front().find("Invalid code") != std::string::npos);
}

TEST_CASE("a weak new password is asked for again, and only that") {
  Person person({"weak", "Strong-1!"});
  test::TestConversation talk(person);
  talk.transport.answer({.status = 400, .body = refusal("InvalidPasswordException", "too short")});
  talk.transport.answer({.body = kTokens});
  run_challenges(talk.it, challenge_named("NEW_PASSWORD_REQUIRED", "s"));
  CHECK(talk.sent(1, "Strong-1!"));
  CHECK(person.wrong_keys == std::vector<std::string>{"NEW_PASSWORD"});
}

TEST_CASE("nobody is asked again when the session is over, or for another refusal") {
  for (const auto& body : {refusal("CodeMismatchException", "Invalid session for the user."),
                           refusal("NotAuthorizedException", "Incorrect username or password."),
                           refusal("UserLambdaValidationException", "no")}) {
    CAPTURE(body);
    Person person({"111111", "222222"});
    test::TestConversation talk(person);
    talk.transport.answer({.status = 400, .body = body});
    CHECK_THROWS_AS(run_challenges(talk.it, challenge_named("SMS_MFA", "s")), Error);
    CHECK(person.wrong_keys.empty());
  }
}

TEST_CASE("a code that the service never takes is not asked for again, and the hint says why") {
  Person person({"111111", "222222"});
  test::TestConversation talk(person);
  talk.it.custom = true;
  talk.transport.answer({.status = 400, .body = refusal("CodeMismatchException", "Invalid code")});
  try {
    run_challenges(talk.it, challenge_named("SOFTWARE_TOKEN_MFA", "s"));
    FAIL("it was answered");
  } catch (const Error& error) {
    CHECK(error.hint.find("custom authentication") != std::string::npos);
  }
}

TEST_CASE("without a person a wrong code is the end") {
  Talk talk(Given{{"SMS_MFA_CODE", "111111"}});
  talk.conversation.transport.answer(
      {.status = 400, .body = refusal("CodeMismatchException", "Invalid code")});
  CHECK_THROWS_AS(run_challenges(talk.conversation.it, challenge_named("SMS_MFA", "s")), Error);
}

TEST_CASE("a challenge of an unknown name is answered with what was given for it by name") {
  Talk talk(Given{{"SOMETHING_NEW.PROOF", "yes"}, {"PROOF", "yes"}});
  talk.conversation.transport.answer({.body = kTokens});
  const Step end = run_challenges(talk.conversation.it, challenge_named("SOMETHING_NEW", "s9"));
  CHECK(std::holds_alternative<SignedIn>(end));
  CHECK(talk.sent(0)["ChallengeResponses"] == Json{{"PROOF", "yes"}, {"USERNAME", "alice"}});
}

TEST_CASE("answers by the API's keys go with the first challenge, whatever its name, and win") {
  Talk talk(Given{{"SMS_MFA_CODE", "111111"}});
  talk.conversation.it.extra_answers.emplace("OTHER", SecretString("x"));
  talk.conversation.transport.answer({.body = R"({"ChallengeName":"SMS_MFA","Session":"s2"})"});
  talk.conversation.transport.answer({.body = kTokens});
  run_challenges(talk.conversation.it, challenge_named("SOMETHING_NEW", "s1"));
  CHECK(talk.sent(0)["ChallengeResponses"] == Json{{"OTHER", "x"}, {"USERNAME", "alice"}});
  CHECK(talk.sent(1)["ChallengeResponses"] == Json{{"SMS_MFA_CODE", "111111"}, {"USERNAME", "alice"}});
}

TEST_CASE("a password at hand chooses how to sign in, and is proved where that is offered") {
  const auto answer_to = [](std::vector<std::string> available, Given given) {
    Talk talk(std::move(given));
    Challenge challenge = challenge_named("SELECT_CHALLENGE", "s");
    challenge.available = std::move(available);
    talk.conversation.transport.answer({.body = kTokens});
    const Step end = run_challenges(talk.conversation.it, std::move(challenge));
    talk.conversation.transport.drop_unused();
    return std::holds_alternative<SignedIn>(end) ? talk.sent(0)["ChallengeResponses"] : Json();
  };
  const Json proved = answer_to({"EMAIL_OTP", "PASSWORD", "PASSWORD_SRP"}, {{"PASSWORD", "p"}});
  CHECK(proved["ANSWER"] == "PASSWORD_SRP");
  CHECK(proved.contains("SRP_A"));
  CHECK_FALSE(proved.contains("PASSWORD"));
  CHECK(answer_to({"PASSWORD", "EMAIL_OTP"}, {{"PASSWORD", "p"}}) ==
        Json{{"ANSWER", "PASSWORD"}, {"PASSWORD", "p"}, {"USERNAME", "alice"}});
  CHECK(answer_to({"PASSWORD", "EMAIL_OTP"}, {{"PASSWORD", "p"}, {"ANSWER", "EMAIL_OTP"}}) ==
        Json{{"ANSWER", "EMAIL_OTP"}, {"USERNAME", "alice"}});
  CHECK(answer_to({"PASSWORD", "EMAIL_OTP"}, {}).is_null());
}

TEST_CASE("what the service asks of a preferred first factor is given") {
  Talk talk(Given{{"PASSWORD", "the-password"}});
  talk.conversation.transport.answer({.body = kTokens});
  run_challenges(talk.conversation.it, challenge_named("PASSWORD", "s"));
  CHECK(talk.sent(0)["ChallengeResponses"] == Json{{"PASSWORD", "the-password"}, {"USERNAME", "alice"}});
  Talk srp(Given{{"PASSWORD", "the-password"}});
  srp.conversation.transport.answer({.body = kTokens});
  run_challenges(srp.conversation.it, challenge_named("PASSWORD_SRP", "s"));
  CHECK(srp.sent(0)["ChallengeResponses"].contains("SRP_A"));
}
