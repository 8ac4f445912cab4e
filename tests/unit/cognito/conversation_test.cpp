#include "cognito/conversation.hpp"

#include "base/json.hpp"
#include "support/map_inputs.hpp"
#include "support/test_conversation.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <utility>

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
