#include "base/json.hpp"
#include "crypto/totp.hpp"
#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <string_view>

using cauth::Json;
using cauth::test::kPassword;
using cauth::test::kPublicClient;
using cauth::test::kSandboxPool;
using cauth::test::Outcome;
using cauth::test::TestSandbox;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kTessSecret = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";  // of the built-in seed

std::string code_of(std::string_view secret, cauth::TimePoint when) {
  return cauth::crypto::totp_code(*cauth::crypto::parse_totp_secret(secret), cauth::crypto::totp_step(when));
}

std::string session_of(const Outcome& outcome) {
  return outcome.body["Session"].get<std::string>();
}

Outcome respond(TestSandbox& sandbox, std::string_view challenge, const std::string& session,
                const Json& responses) {
  return sandbox.call("RespondToAuthChallenge", {{"ClientId", kPublicClient},
                                                 {"ChallengeName", challenge},
                                                 {"Session", session},
                                                 {"ChallengeResponses", responses}});
}

// Signs in as tess with the code of `when`.
Outcome sign_in_tess(TestSandbox& sandbox, cauth::TimePoint when) {
  const auto asked = sandbox.sign_in("tess", kPassword);
  return respond(sandbox, "SOFTWARE_TOKEN_MFA", session_of(asked),
                 {{"USERNAME", "tess"}, {"SOFTWARE_TOKEN_MFA_CODE", code_of(kTessSecret, when)}});
}

std::string access_token_of(const Outcome& outcome) {
  return outcome.body["AuthenticationResult"]["AccessToken"].get<std::string>();
}

}  // namespace

TEST_CASE("a user with an authenticator is asked for its code") {
  TestSandbox sandbox;
  const auto asked = sandbox.sign_in("tess", kPassword);
  CHECK(asked.body["ChallengeName"] == "SOFTWARE_TOKEN_MFA");
  CHECK(asked.body["ChallengeParameters"]["USER_ID_FOR_SRP"] == "tess");
  CHECK(sign_in_tess(sandbox, sandbox.clock.now()).status == 200);
}

TEST_CASE("a code serves once") {
  TestSandbox sandbox;
  CHECK(sign_in_tess(sandbox, sandbox.clock.now()).status == 200);
  const auto again = sign_in_tess(sandbox, sandbox.clock.now());
  CHECK(again.type == "ExpiredCodeException");
  CHECK(again.message == "Your software token has already been used once.");
  sandbox.clock.advance(30s);
  CHECK(sign_in_tess(sandbox, sandbox.clock.now()).status == 200);
}

TEST_CASE("a clock may be half a minute off, and no more") {
  TestSandbox sandbox;
  CHECK(sign_in_tess(sandbox, sandbox.clock.now() - 60s).type == "CodeMismatchException");
  CHECK(sign_in_tess(sandbox, sandbox.clock.now() + 60s).type == "CodeMismatchException");
  CHECK(sign_in_tess(sandbox, sandbox.clock.now() - 30s).status == 200);
  CHECK(sign_in_tess(sandbox, sandbox.clock.now() + 30s).status == 200);
  // The code of now lies before the one that was taken.
  CHECK(sign_in_tess(sandbox, sandbox.clock.now()).type == "ExpiredCodeException");
}

TEST_CASE("three wrong codes end a sign-in") {
  TestSandbox sandbox;
  const std::string session = session_of(sandbox.sign_in("tess", kPassword));
  const Json wrong = {{"USERNAME", "tess"}, {"SOFTWARE_TOKEN_MFA_CODE", "000000"}};
  for (int i = 0; i < 3; ++i)
    CHECK(respond(sandbox, "SOFTWARE_TOKEN_MFA", session, wrong).type == "CodeMismatchException");
  CHECK(respond(sandbox, "SOFTWARE_TOKEN_MFA", session, wrong).type == "NotAuthorizedException");
}

TEST_CASE("a sign-in that wants a second factor sets one up, which is asked for from then on") {
  TestSandbox sandbox;
  const auto asked = sandbox.sign_in("seth", kPassword);
  REQUIRE(asked.body["ChallengeName"] == "MFA_SETUP");
  CHECK(asked.body["ChallengeParameters"]["MFAS_CAN_SETUP"] == R"(["SOFTWARE_TOKEN_MFA"])");
  const auto given = sandbox.call("AssociateSoftwareToken", {{"Session", session_of(asked)}});
  const std::string secret = given.body["SecretCode"].get<std::string>();
  CHECK(secret.size() == 52);
  // The first session is used up, and the second is no answer before a code was verified.
  CHECK(sandbox.call("AssociateSoftwareToken", {{"Session", session_of(asked)}}).type ==
        "NotAuthorizedException");
  const auto wrong =
      sandbox.call("VerifySoftwareToken", {{"Session", session_of(given)}, {"UserCode", "000000"}});
  CHECK(wrong.type == "EnableSoftwareTokenMFAException");
  const auto verified =
      sandbox.call("VerifySoftwareToken",
                   {{"Session", session_of(given)}, {"UserCode", code_of(secret, sandbox.clock.now())}});
  CHECK(verified.body["Status"] == "SUCCESS");
  const auto done = respond(sandbox, "MFA_SETUP", session_of(verified), {{"USERNAME", "seth"}});
  CHECK(done.body.contains("AuthenticationResult"));
  CHECK(sandbox.sign_in("seth", kPassword).body["ChallengeName"] == "SOFTWARE_TOKEN_MFA");
}

TEST_CASE("MFA_SETUP is not answered without an authenticator") {
  TestSandbox sandbox;
  const auto asked = sandbox.sign_in("seth", kPassword);
  CHECK(respond(sandbox, "MFA_SETUP", session_of(asked), {{"USERNAME", "seth"}}).type ==
        "NotAuthorizedException");
  const auto again = sandbox.sign_in("seth", kPassword);
  const auto given = sandbox.call("AssociateSoftwareToken", {{"Session", session_of(again)}});
  CHECK(respond(sandbox, "MFA_SETUP", session_of(given), {{"USERNAME", "seth"}}).type ==
        "NotAuthorizedException");
}

TEST_CASE("a signed-in user sets up an authenticator, and says that it is to be asked for") {
  TestSandbox sandbox;
  const std::string access = access_token_of(sandbox.sign_in("alice", kPassword));
  const Json preference = {{"AccessToken", access},
                           {"SoftwareTokenMfaSettings", {{"Enabled", true}, {"PreferredMfa", true}}}};
  CHECK(sandbox.call("SetUserMFAPreference", preference).type == "InvalidParameterException");
  CHECK(sandbox.call("VerifySoftwareToken", {{"AccessToken", access}, {"UserCode", "000000"}}).status == 400);
  const auto given = sandbox.call("AssociateSoftwareToken", {{"AccessToken", access}});
  CHECK_FALSE(given.body.contains("Session"));
  const std::string secret = given.body["SecretCode"].get<std::string>();
  const auto verified =
      sandbox.call("VerifySoftwareToken", {{"AccessToken", access},
                                           {"UserCode", code_of(secret, sandbox.clock.now())},
                                           {"FriendlyDeviceName", "phone"}});
  CHECK(verified.body["Status"] == "SUCCESS");
  CHECK(sandbox.sign_in("alice", kPassword).status == 200);
  CHECK_FALSE(sandbox.sign_in("alice", kPassword).body.contains("ChallengeName"));

  CHECK(sandbox.call("SetUserMFAPreference", preference).status == 200);
  const auto user = sandbox.call("GetUser", {{"AccessToken", access}});
  CHECK(user.body["UserMFASettingList"] == Json::array({"SOFTWARE_TOKEN_MFA"}));
  CHECK(user.body["PreferredMfaSetting"] == "SOFTWARE_TOKEN_MFA");
  const auto asked = sandbox.sign_in("alice", kPassword);
  CHECK(asked.body["ChallengeParameters"]["FRIENDLY_DEVICE_NAME"] == "phone");
}

TEST_CASE("an administrator turns second factors off") {
  TestSandbox sandbox;
  const Json off = {
      {"UserPoolId", kSandboxPool}, {"Username", "tess"}, {"SoftwareTokenMfaSettings", {{"Enabled", false}}}};
  CHECK(sandbox.call_signed("AdminSetUserMFAPreference", off).status == 200);
  const auto done = sandbox.sign_in("tess", kPassword);
  REQUIRE(done.body.contains("AuthenticationResult"));
  CHECK_FALSE(
      sandbox.call("GetUser", {{"AccessToken", access_token_of(done)}}).body.contains("PreferredMfaSetting"));
}

TEST_CASE("a telephone that is not there is no second factor, and a refusal changes nothing") {
  TestSandbox sandbox;
  const std::string access = access_token_of(sandbox.sign_in("alice", kPassword));
  const Json both = {{"AccessToken", access},
                     {"SMSMfaSettings", {{"Enabled", true}}},
                     {"SoftwareTokenMfaSettings", {{"Enabled", false}}}};
  CHECK(sandbox.call("SetUserMFAPreference", both).type == "InvalidParameterException");
  CHECK_FALSE(sandbox.call("GetUser", {{"AccessToken", access}}).body.contains("UserMFASettingList"));
}
