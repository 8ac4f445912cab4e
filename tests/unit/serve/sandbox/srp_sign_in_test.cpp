#include "aws/json_client.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cognito/api.hpp"
#include "cognito/srp.hpp"
#include "cognito/start_sign_in.hpp"
#include "support/map_inputs.hpp"
#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <variant>

using namespace std::chrono_literals;
using cauth::Error;
using cauth::Json;
using cauth::SecretString;
using cauth::test::kPassword;
using cauth::test::kTemporaryPassword;
using cauth::test::Outcome;
using cauth::test::TestSandbox;

namespace {

constexpr std::string_view kSrpOnlyClient = "9sandboxsrponly00client005";

cauth::cognito::Step sign_in(TestSandbox& sandbox, std::string_view username, std::string_view password,
                             cauth::cognito::AppClient app) {
  cauth::test::SandboxTransport transport(sandbox.sandbox);
  cauth::aws::JsonClient client(transport, sandbox.clock, sandbox.random,
                                {.endpoint = "http://127.0.0.1/",
                                 .target_prefix = "AWSCognitoIdentityProviderService",
                                 .signing_name = "cognito-idp",
                                 .region = "us-east-1"});
  cauth::cognito::Api api(client, std::move(app), sandbox.clock);
  cauth::test::MapInputs inputs({{"PASSWORD", std::string(password)}});
  cauth::cognito::Authenticators no_authenticators;
  cauth::cognito::Conversation conversation{.api = api,
                                            .inputs = inputs,
                                            .authenticators = no_authenticators,
                                            .random = sandbox.random,
                                            .clock = sandbox.clock,
                                            .metadata = {},
                                            .username = std::string(username),
                                            .pool_name = "Sandbox01",
                                            .tell = {}};
  auto step = cauth::cognito::start_sign_in(conversation, cauth::cognito::Flow::srp);
  return cauth::cognito::run_challenges(conversation, std::move(step));
}

cauth::cognito::Step sign_in(TestSandbox& sandbox, std::string_view username, std::string_view password) {
  return sign_in(sandbox, username, password, {.id = std::string(kSrpOnlyClient)});
}

std::string refusal_of(TestSandbox& sandbox, std::string_view username, std::string_view password) {
  try {
    sign_in(sandbox, username, password);
  } catch (const Error& error) {
    return error.code + ": " + error.service_message;
  }
  return "none";
}

// What a client sends by hand, so that one part of it can be spoilt.
struct Proof {
  Json responses;
  explicit Proof(TestSandbox& sandbox, cauth::TimePoint when, std::string_view username = "alice") {
    const cauth::cognito::SrpClient srp(sandbox.random);
    const Outcome asked =
        sandbox.call("InitiateAuth", {{"AuthFlow", "USER_SRP_AUTH"},
                                      {"ClientId", kSrpOnlyClient},
                                      {"AuthParameters", {{"USERNAME", username}, {"SRP_A", srp.srp_a()}}}});
    REQUIRE(asked.status == 200);
    CHECK_FALSE(asked.body.contains("Session"));
    const Json& parameters = asked.body["ChallengeParameters"];
    const auto text = [&](const char* name) { return parameters[name].get<std::string>(); };
    const std::string srp_b = text("SRP_B");
    const std::string salt = text("SALT");
    const std::string block = text("SECRET_BLOCK");
    const std::string user_id = text("USER_ID_FOR_SRP");
    const auto proof = srp.prove({.srp_b = srp_b, .salt = salt, .secret_block = block},
                                 {.group = "Sandbox01", .name = user_id}, SecretString(kPassword), when);
    responses = {{"USERNAME", user_id},
                 {"PASSWORD_CLAIM_SIGNATURE", proof.signature},
                 {"PASSWORD_CLAIM_SECRET_BLOCK", block},
                 {"TIMESTAMP", proof.timestamp}};
  }
};

Outcome send(TestSandbox& sandbox, const Json& responses) {
  return sandbox.call("RespondToAuthChallenge", {{"ClientId", kSrpOnlyClient},
                                                 {"ChallengeName", "PASSWORD_VERIFIER"},
                                                 {"ChallengeResponses", responses}});
}

}  // namespace

TEST_CASE("SRP signs a user in, by name or alias, with a client secret or without") {
  TestSandbox sandbox;
  for (const auto* username : {"alice", "alice@example.com"}) {
    CAPTURE(username);
    CHECK(std::holds_alternative<cauth::cognito::SignedIn>(sign_in(sandbox, username, kPassword)));
    CHECK(std::holds_alternative<cauth::cognito::SignedIn>(
        sign_in(sandbox, username, kPassword,
                {.id = std::string(cauth::test::kSecretClient),
                 .secret = SecretString(cauth::test::kClientSecret)})));
  }
}

TEST_CASE("after the proof comes what the user still has to do") {
  TestSandbox sandbox;
  const auto step = sign_in(sandbox, "newbie", kTemporaryPassword);
  const auto* challenge = std::get_if<cauth::cognito::Challenge>(&step);
  REQUIRE(challenge != nullptr);
  CHECK(challenge->name == "NEW_PASSWORD_REQUIRED");
}

TEST_CASE("a wrong password and an unknown user look alike, at the end of the exchange") {
  TestSandbox sandbox;
  const std::string refused = "NotAuthorizedException: Incorrect username or password.";
  CHECK(refusal_of(sandbox, "alice", "wrong") == refused);
  CHECK(refusal_of(sandbox, "nobody", "wrong") == refused);
  CHECK(refusal_of(sandbox, "dave", kPassword) == "NotAuthorizedException: User is disabled.");
}

TEST_CASE("a user's salt stays the same, that of a user who does not exist too") {
  TestSandbox sandbox;
  const auto salt_of = [&](std::string_view username) {
    return sandbox
        .call("InitiateAuth", {{"AuthFlow", "USER_SRP_AUTH"},
                               {"ClientId", kSrpOnlyClient},
                               {"AuthParameters", {{"USERNAME", username}, {"SRP_A", "abc"}}}})
        .body["ChallengeParameters"]["SALT"]
        .get<std::string>();
  };
  CHECK(salt_of("alice") == salt_of("alice"));
  CHECK(salt_of("nobody") == salt_of("nobody"));
  CHECK(salt_of("alice") != salt_of("nobody"));
}

TEST_CASE("a proof is good once, and only as it was made") {
  TestSandbox sandbox;
  Proof proof(sandbox, sandbox.clock.now());
  SUBCASE("as it was made") {
    CHECK(send(sandbox, proof.responses).status == 200);
  }
  SUBCASE("by its alias") {
    proof.responses["USERNAME"] = "alice@example.com";
    CHECK(send(sandbox, proof.responses).status == 400);
  }
  SUBCASE("with another time") {
    proof.responses["TIMESTAMP"] = "Sat Nov 21 04:05:07 UTC 2026";
    CHECK(send(sandbox, proof.responses).status == 400);
  }
  const Outcome again = send(sandbox, proof.responses);
  CHECK(again.type == "NotAuthorizedException");
}

TEST_CASE("a proof must be of these minutes, and in time") {
  TestSandbox sandbox;
  CHECK(send(sandbox, Proof(sandbox, sandbox.clock.now() + 4min).responses).status == 200);
  CHECK(send(sandbox, Proof(sandbox, sandbox.clock.now() - 6min).responses).status == 400);
  const Proof late(sandbox, sandbox.clock.now());
  sandbox.clock.advance(2min);
  CHECK(send(sandbox, late.responses).status == 400);
}

TEST_CASE("wrong proofs lock like wrong passwords") {
  TestSandbox sandbox;
  for (int i = 0; i < 6; ++i) refusal_of(sandbox, "alice", "wrong");
  CHECK(refusal_of(sandbox, "alice", kPassword) == "NotAuthorizedException: Password attempts exceeded");
}
