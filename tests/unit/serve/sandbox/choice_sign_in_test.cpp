#include "serve/sandbox/choice_sign_in.hpp"

#include "cognito/start_sign_in.hpp"
#include "support/map_inputs.hpp"
#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <utility>
#include <variant>

using cauth::Json;
using cauth::cognito::Challenge;
using cauth::cognito::Flow;
using cauth::test::kPassword;
using cauth::test::kPublicClient;
using cauth::test::MapInputs;
using cauth::test::Outcome;
using cauth::test::TestSandbox;
using Given = MapInputs::Given;

namespace {

constexpr std::string_view kChoiceClient = "2sandboxchoiceonly0client7";

Outcome choose(TestSandbox& sandbox, Json parameters) {
  return sandbox.call(
      "InitiateAuth",
      {{"AuthFlow", "USER_AUTH"}, {"ClientId", kChoiceClient}, {"AuthParameters", std::move(parameters)}});
}

Outcome respond(TestSandbox& sandbox, const Outcome& asked, Json responses) {
  return sandbox.call("RespondToAuthChallenge", {{"ClientId", kChoiceClient},
                                                 {"ChallengeName", asked.body["ChallengeName"]},
                                                 {"Session", asked.body["Session"]},
                                                 {"ChallengeResponses", std::move(responses)}});
}

// A whole conversation: the name of the challenge it stopped at, or "" for tokens.
std::string talk(TestSandbox& sandbox, std::string_view client_id, std::string username, Flow flow,
                 Given given, std::string preferred = {}) {
  cauth::test::SandboxTransport transport(sandbox.sandbox);
  cauth::aws::JsonClient client(transport, sandbox.clock, sandbox.random,
                                {.endpoint = "http://127.0.0.1/",
                                 .target_prefix = "AWSCognitoIdentityProviderService",
                                 .signing_name = "cognito-idp",
                                 .region = "us-east-1"});
  cauth::cognito::Api api(client, {.id = std::string(client_id)}, sandbox.clock);
  MapInputs inputs(std::move(given));
  cauth::cognito::Authenticators no_authenticators;
  cauth::cognito::Conversation conversation{.api = api,
                                            .inputs = inputs,
                                            .authenticators = no_authenticators,
                                            .random = sandbox.random,
                                            .clock = sandbox.clock,
                                            .metadata = {},
                                            .username = std::move(username),
                                            .pool_name = "Sandbox01",
                                            .tell = [](std::string_view) {},
                                            .preferred_challenge = std::move(preferred)};
  const auto step =
      cauth::cognito::run_challenges(conversation, cauth::cognito::start_sign_in(conversation, flow));
  const auto* challenge = std::get_if<Challenge>(&step);
  return challenge == nullptr ? "" : challenge->name;
}

}  // namespace

TEST_CASE("a user is offered the first factors that the pool allows and the user has") {
  TestSandbox sandbox;
  const auto offered = [&](const char* username) {
    const Outcome asked = choose(sandbox, {{"USERNAME", username}});
    CHECK(asked.body["ChallengeName"] == "SELECT_CHALLENGE");
    return asked.body["AvailableChallenges"];
  };
  CHECK(offered("alice") == Json{"PASSWORD_SRP", "PASSWORD", "EMAIL_OTP"});
  CHECK(offered("otto") == Json{"EMAIL_OTP", "SMS_OTP"});
  CHECK(offered("newbie") == Json{"PASSWORD_SRP", "PASSWORD"});
}

TEST_CASE("a pool that says nothing allows passwords alone") {
  TestSandbox sandbox(
      R"({"pools":[{"id":"us-east-1_Plain0001","clients":[{"id":"2sandboxchoiceonly0client7"}],
    "users":[{"username":"alice","password":"Sandbox-1!","attributes":{"email":"a@example.com"}}]}]})");
  CHECK(choose(sandbox, {{"USERNAME", "alice"}}).body["AvailableChallenges"] ==
        Json{"PASSWORD_SRP", "PASSWORD"});
}

TEST_CASE("a preferred factor comes at once, and one that the user does not have is not") {
  TestSandbox sandbox;
  const auto preferred = [&](const char* username, const char* factor) {
    return choose(sandbox, {{"USERNAME", username}, {"PREFERRED_CHALLENGE", factor}})
        .body["ChallengeName"]
        .get<std::string>();
  };
  CHECK(preferred("otto", "EMAIL_OTP") == "EMAIL_OTP");
  CHECK(preferred("otto", "SMS_OTP") == "SMS_OTP");
  CHECK(preferred("alice", "PASSWORD") == "PASSWORD");
  CHECK(preferred("alice", "PASSWORD_SRP") == "PASSWORD_SRP");
  CHECK(preferred("alice", "SMS_OTP") == "SELECT_CHALLENGE");
  CHECK(preferred("alice", "NO_SUCH") == "SELECT_CHALLENGE");
}

TEST_CASE("the client signs in by every first factor") {
  const auto signs_in = [](const char* username, std::string preferred, Given given) {
    TestSandbox sandbox;
    return talk(sandbox, kChoiceClient, username, Flow::user_auth, std::move(given), std::move(preferred));
  };
  CHECK(signs_in("alice", "PASSWORD", {{"PASSWORD", std::string(kPassword)}}).empty());
  CHECK(signs_in("alice", "PASSWORD_SRP", {{"PASSWORD", std::string(kPassword)}}).empty());
  CHECK(signs_in("alice", "", {{"PASSWORD", std::string(kPassword)}}).empty());
  CHECK(signs_in("otto", "EMAIL_OTP", {{"EMAIL_OTP_CODE", "654321"}}).empty());
  CHECK(signs_in("otto", "", {{"ANSWER", "SMS_OTP"}, {"SMS_OTP_CODE", "123456"}}).empty());
  CHECK(signs_in("otto", "", {}) == "SELECT_CHALLENGE");
  CHECK(signs_in("sam", "PASSWORD_SRP", {{"PASSWORD", std::string(kPassword)}}) == "SELECT_MFA_TYPE");
}

TEST_CASE("the automatic flow proves the password to a client that has choice-based sign-in alone") {
  TestSandbox sandbox;
  CHECK(
      talk(sandbox, kChoiceClient, "alice", Flow::automatic, {{"PASSWORD", std::string(kPassword)}}).empty());
}

TEST_CASE("a custom flow may begin with SRP, and a wrong password ends it there") {
  TestSandbox sandbox;
  const auto signs_in = [&](std::string password) {
    return talk(sandbox, kPublicClient, "quinn", Flow::custom_srp,
                {{"PASSWORD", std::move(password)}, {"ANSWER", "42"}});
  };
  CHECK(signs_in(std::string(kPassword)).empty());
  CHECK_THROWS_AS(signs_in("wrong"), cauth::Error);
}

TEST_CASE("a second factor is chosen where there are two") {
  TestSandbox sandbox;
  const auto chosen = [&](const char* factor, const char* key, const char* code) {
    return talk(sandbox, kPublicClient, "sam", Flow::srp,
                {{"PASSWORD", std::string(kPassword)}, {"ANSWER", factor}, {key, code}});
  };
  CHECK(chosen("SMS_MFA", "SMS_MFA_CODE", "123456").empty());
  CHECK(chosen("EMAIL_OTP", "EMAIL_OTP_CODE", "654321").empty());
}

TEST_CASE("a choice that was not offered is refused, and the session serves again") {
  TestSandbox sandbox;
  const Outcome asked = choose(sandbox, {{"USERNAME", "otto"}});
  const Outcome refused = respond(sandbox, asked, {{"USERNAME", "otto"}, {"ANSWER", "PASSWORD"}});
  CHECK(refused.type == "InvalidParameterException");
  const Outcome sent = respond(sandbox, asked, {{"USERNAME", "otto"}, {"ANSWER", "SMS_OTP"}});
  CHECK(sent.body["ChallengeParameters"]["CODE_DELIVERY_DESTINATION"] == "+*******0126");
  CHECK(respond(sandbox, asked, {{"USERNAME", "otto"}, {"ANSWER", "SMS_OTP"}}).type ==
        "NotAuthorizedException");
}

TEST_CASE("a proof that belongs to a choice wants its session") {
  TestSandbox sandbox;
  const cauth::cognito::SrpClient srp(sandbox.random);
  const Outcome asked = choose(
      sandbox, {{"USERNAME", "alice"}, {"PREFERRED_CHALLENGE", "PASSWORD_SRP"}, {"SRP_A", srp.srp_a()}});
  REQUIRE(asked.body["ChallengeName"] == "PASSWORD_VERIFIER");
  CHECK(asked.body.contains("Session"));
  const Json& parameters = asked.body["ChallengeParameters"];
  const auto text = [&](const char* name) { return parameters[name].get<std::string>(); };
  const std::string srp_b = text("SRP_B");
  const std::string salt = text("SALT");
  const std::string block = text("SECRET_BLOCK");
  const auto proof =
      srp.prove({.srp_b = srp_b, .salt = salt, .secret_block = block},
                {.group = "Sandbox01", .name = "alice"}, cauth::SecretString(kPassword), sandbox.clock.now());
  const Outcome answer =
      sandbox.call("RespondToAuthChallenge", {{"ClientId", kChoiceClient},
                                              {"ChallengeName", "PASSWORD_VERIFIER"},
                                              {"ChallengeResponses",
                                               {{"USERNAME", "alice"},
                                                {"PASSWORD_CLAIM_SIGNATURE", proof.signature},
                                                {"PASSWORD_CLAIM_SECRET_BLOCK", block},
                                                {"TIMESTAMP", proof.timestamp}}}});
  CHECK(answer.type == "InvalidParameterException");
}

TEST_CASE("who is unknown, disabled or unconfirmed does not come in by a code either") {
  TestSandbox sandbox;
  const auto type = [&](const char* username) {
    return choose(sandbox, {{"USERNAME", username}, {"PREFERRED_CHALLENGE", "EMAIL_OTP"}}).type;
  };
  CHECK(type("nobody") == "NotAuthorizedException");
  CHECK(type("dave") == "NotAuthorizedException");
  CHECK(type("uma") == "UserNotConfirmedException");
}
