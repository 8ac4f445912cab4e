#include "cognito/challenge.hpp"

#include "base/error.hpp"
#include "support/map_inputs.hpp"
#include "support/test_conversation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace cauth;
using namespace cauth::cognito;
using Given = test::MapInputs::Given;
using test::MapInputs;

namespace {

Challenge new_password_required(std::string required, std::string existing) {
  Challenge challenge;
  challenge.name = "NEW_PASSWORD_REQUIRED";
  challenge.session = SecretString("s1");
  challenge.parameters = {{"USER_ID_FOR_SRP", "alice"},
                          {"requiredAttributes", std::move(required)},
                          {"userAttributes", std::move(existing)}};
  return challenge;
}

std::optional<Answers> respond(const Challenge& challenge, Inputs& inputs) {
  const Responder responder = find_responder(challenge.name);
  if (responder == nullptr) throw Error(Category::internal, "no responder");
  test::TestConversation conversation(inputs);
  return responder(challenge, conversation.it);
}

}  // namespace

TEST_CASE("a challenge that none knows has no responder") {
  const auto known = [](std::string_view name) { return find_responder(name) != nullptr; };
  CHECK(known("NEW_PASSWORD_REQUIRED"));
  CHECK_FALSE(known("new_password_required"));
  CHECK_FALSE(known("NO_SUCH_CHALLENGE"));
  CHECK_FALSE(known(""));
}

TEST_CASE("a clone of a challenge says the same") {
  Challenge challenge = new_password_required("[]", "{}");
  challenge.available = {"PASSWORD"};
  const Challenge clone = challenge.clone();
  CHECK(clone.name == challenge.name);
  CHECK(clone.session.reveal() == "s1");
  CHECK(clone.parameters == challenge.parameters);
  CHECK(clone.available == challenge.available);
  CHECK(*clone.parameter("USER_ID_FOR_SRP") == "alice");
  CHECK(clone.parameter("USERNAME") == nullptr);
}

TEST_CASE("the key of a challenge's answer follows from its name") {
  CHECK(answer_key("NEW_PASSWORD_REQUIRED") == "NEW_PASSWORD");
  CHECK(answer_key("SMS_MFA") == "SMS_MFA_CODE");
  CHECK(answer_key("EMAIL_OTP") == "EMAIL_OTP_CODE");
  CHECK(answer_key("SELECT_CHALLENGE") == "ANSWER");
  CHECK(answer_key("SOMETHING_NEW") == "ANSWER");
}

TEST_CASE("a new password is asked for twice and without echo") {
  MapInputs inputs(Given{{"NEW_PASSWORD", "Passw0rd!"}});
  const auto answers = respond(new_password_required("[]", "{}"), inputs);
  REQUIRE(answers);
  CHECK(answers->size() == 1);
  CHECK(answers->at("NEW_PASSWORD").reveal() == "Passw0rd!");
  REQUIRE(inputs.asked.size() == 1);
  CHECK(inputs.asked[0].secret);
  CHECK(inputs.asked[0].repeat);
}

TEST_CASE("required attributes that do not exist yet are asked for, under their full name") {
  MapInputs inputs(Given{{"NEW_PASSWORD", "p"}, {"userAttributes.name", "Alice"}});
  const auto answers = respond(new_password_required(R"(["userAttributes.name","userAttributes.email"])",
                                                     R"({"email":"a@example.com","email_verified":"true"})"),
                               inputs);
  REQUIRE(answers);
  CHECK(answers->size() == 2);
  CHECK(answers->at("userAttributes.name").reveal() == "Alice");
  CHECK(inputs.asked.back().prompt == "name");
  CHECK_FALSE(inputs.asked.back().secret);
}

TEST_CASE("an attribute that exists is never sent back, even when it was given") {
  MapInputs inputs(Given{{"NEW_PASSWORD", "p"}, {"userAttributes.email", "b@example.com"}});
  const auto answers = respond(new_password_required("[]", R"({"email":"a@example.com"})"), inputs);
  REQUIRE(answers);
  CHECK_FALSE(answers->contains("userAttributes.email"));
}

TEST_CASE("an attribute that was given and not asked for is sent too") {
  MapInputs inputs(Given{{"NEW_PASSWORD", "p"}, {"userAttributes.nickname", "al"}});
  const auto answers = respond(new_password_required("[]", "{}"), inputs);
  REQUIRE(answers);
  CHECK(answers->at("userAttributes.nickname").reveal() == "al");
}

TEST_CASE("without somebody to ask there is no answer") {
  MapInputs nobody(Given{});
  CHECK_FALSE(respond(new_password_required("[]", "{}"), nobody));
  MapInputs no_name(Given{{"NEW_PASSWORD", "p"}});
  CHECK_FALSE(respond(new_password_required(R"(["userAttributes.name"])", "{}"), no_name));
}

TEST_CASE("all that is missing is asked for, whether or not the first was answered") {
  MapInputs nobody(Given{});
  CHECK_FALSE(
      respond(new_password_required(R"(["userAttributes.name","userAttributes.email"])", "{}"), nobody));
  CHECK(nobody.asked.size() == 3);
}

TEST_CASE("parameters that are missing or empty ask for nothing more") {
  Challenge challenge;
  challenge.name = "NEW_PASSWORD_REQUIRED";
  MapInputs inputs(Given{{"NEW_PASSWORD", "p"}});
  CHECK(respond(challenge, inputs));
  challenge.parameters["requiredAttributes"] = "";
  CHECK(respond(challenge, inputs));
}

TEST_CASE("parameters that cannot be understood are the server's fault") {
  for (const char* required : {"[", "[1]", R"({"a":{}})"}) {
    CAPTURE(required);
    MapInputs inputs(Given{{"NEW_PASSWORD", "p"}});
    try {
      respond(new_password_required(required, "{}"), inputs);
      FAIL("no error");
    } catch (const Error& error) {
      CHECK(exit_code(error) == 8);
    }
  }
}

TEST_CASE("a code is asked for with where it was sent, and answered under the challenge's own key") {
  Challenge challenge;
  challenge.name = "SMS_MFA";
  challenge.parameters = {{"CODE_DELIVERY_DELIVERY_MEDIUM", "SMS"},
                          {"CODE_DELIVERY_DESTINATION", "+*******99"}};
  MapInputs inputs(Given{{"SMS_MFA_CODE", "123456"}});
  const auto answers = respond(challenge, inputs);
  REQUIRE(answers);
  CHECK(answers->at("SMS_MFA_CODE").reveal() == "123456");
  CHECK(inputs.asked[0].prompt == "Code sent by SMS to +*******99");

  challenge.name = "EMAIL_OTP";
  MapInputs nobody(Given{});
  CHECK_FALSE(respond(challenge, nobody));
  CHECK(nobody.asked[0].key == "EMAIL_OTP_CODE");
}

TEST_CASE("an authenticator's code is asked for by the name of the device") {
  Challenge challenge;
  challenge.name = "SOFTWARE_TOKEN_MFA";
  challenge.parameters = {{"FRIENDLY_DEVICE_NAME", "phone"}};
  MapInputs inputs(Given{{"SOFTWARE_TOKEN_MFA_CODE", "123456"}});
  CHECK(respond(challenge, inputs)->contains("SOFTWARE_TOKEN_MFA_CODE"));
  CHECK(inputs.asked[0].prompt == "Code from your authenticator \"phone\"");
}

TEST_CASE("the choice of a second factor shows what there is") {
  Challenge challenge;
  challenge.name = "SELECT_MFA_TYPE";
  challenge.parameters = {{"MFAS_CAN_CHOOSE", R"(["SMS_MFA","SOFTWARE_TOKEN_MFA"])"}};
  MapInputs inputs(Given{{"ANSWER", "SMS_MFA"}});
  CHECK(respond(challenge, inputs)->at("ANSWER").reveal() == "SMS_MFA");
  CHECK(inputs.asked[0].prompt == "Second factor");
  CHECK(inputs.asked[0].choices == std::vector<std::string>{"SMS_MFA", "SOFTWARE_TOKEN_MFA"});
  challenge.parameters["MFAS_CAN_CHOOSE"] = "nonsense";
  CHECK_THROWS_AS(respond(challenge, inputs), Error);
}

TEST_CASE("a custom challenge shows its parameters, without what could move the terminal's cursor") {
  Challenge challenge;
  challenge.name = "CUSTOM_CHALLENGE";
  challenge.parameters = {{"USERNAME", "alice"}, {"question", "2 + 2\x1b[2J?"}};
  MapInputs inputs(Given{{"ANSWER", "4"}});
  CHECK(respond(challenge, inputs)->at("ANSWER").reveal() == "4");
  CHECK(inputs.asked[0].prompt.find("question: 2 + 2?[2J?") != std::string::npos);
  CHECK(inputs.asked[0].prompt.find("alice") == std::string::npos);
}
