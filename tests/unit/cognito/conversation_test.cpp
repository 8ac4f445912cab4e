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
