#include "base/json.hpp"
#include "base/text.hpp"
#include "jose/token.hpp"
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
using cauth::test::kTemporaryPassword;
using cauth::test::Outcome;
using cauth::test::TestSandbox;
using namespace std::chrono_literals;

namespace {

std::string text_at(const Outcome& outcome, const char* pointer) {
  const Json::json_pointer path(pointer);
  return outcome.body.contains(path) ? outcome.body[path].get<std::string>() : std::string();
}

Json claims_of(const std::string& token) {
  return cauth::jose::decode_token(token).token->payload;
}

Outcome respond(TestSandbox& sandbox, std::string_view challenge, const std::string& session,
                const Json& responses) {
  return sandbox.call("RespondToAuthChallenge", {{"ClientId", kPublicClient},
                                                 {"ChallengeName", challenge},
                                                 {"Session", session},
                                                 {"ChallengeResponses", responses}});
}

const char* const kSession = "/Session";

void check_refusal(const Outcome& outcome, std::string_view type, std::string_view message) {
  CHECK(outcome.status == 400);
  CHECK(outcome.type == type);
  CHECK(outcome.message == message);
}

}  // namespace

TEST_CASE("a confirmed user gets three tokens with Cognito's claims") {
  TestSandbox sandbox;
  const auto outcome = sandbox.sign_in("alice", kPassword);
  REQUIRE(outcome.status == 200);
  const Json& result = outcome.body["AuthenticationResult"];
  CHECK(result["ExpiresIn"] == 3600);
  CHECK(result["TokenType"] == "Bearer");
  CHECK(outcome.body["ChallengeParameters"] == Json::object());
  CHECK(cauth::split(result["RefreshToken"].get<std::string>(), '.').size() == 5);

  const Json id = claims_of(result["IdToken"]);
  CHECK(id["iss"] == "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Sandbox01");
  CHECK(id["aud"] == kPublicClient);
  CHECK(id["token_use"] == "id");
  CHECK(id["cognito:username"] == "alice");
  CHECK(id["cognito:groups"] == Json::array({"readers", "writers"}));
  CHECK(id["email_verified"] == true);
  CHECK_FALSE(id.contains("client_id"));

  const Json access = claims_of(result["AccessToken"]);
  CHECK(access["client_id"] == kPublicClient);
  CHECK(access["token_use"] == "access");
  CHECK(access["username"] == "alice");
  CHECK(access["scope"] == "aws.cognito.signin.user.admin");
  CHECK(access["sub"] == id["sub"]);
  CHECK(access["origin_jti"] == id["origin_jti"]);
  CHECK(access["exp"].get<long>() - access["iat"].get<long>() == 3600);
  CHECK_FALSE(access.contains("aud"));
  CHECK_FALSE(access.contains("email"));
}

TEST_CASE("an alias signs in, and the tokens carry the real username") {
  TestSandbox sandbox;
  const auto outcome = sandbox.sign_in("alice@example.com", kPassword);
  CHECK(claims_of(text_at(outcome, "/AuthenticationResult/AccessToken"))["username"] == "alice");
}

TEST_CASE("users who may not sign in are told why, in Cognito's words") {
  TestSandbox sandbox;
  check_refusal(sandbox.sign_in("alice", "wrong"), "NotAuthorizedException",
                "Incorrect username or password.");
  check_refusal(sandbox.sign_in("nobody", "wrong"), "NotAuthorizedException",
                "Incorrect username or password.");
  check_refusal(sandbox.sign_in("uma", kPassword), "UserNotConfirmedException", "User is not confirmed.");
  check_refusal(sandbox.sign_in("rita", kPassword), "PasswordResetRequiredException",
                "Password reset required for the user");
  check_refusal(sandbox.sign_in("dave", kPassword), "NotAuthorizedException", "User is disabled.");
}

TEST_CASE("a client that does not hide who exists says that a user does not") {
  TestSandbox sandbox(R"({"pools":[{"id":"us-east-1_A",
    "clients":[{"id":"5sandboxpublicclient0demo1","prevent_user_existence_errors":false}]}]})");
  check_refusal(sandbox.sign_in("nobody", "wrong"), "UserNotFoundException", "User does not exist.");
}

TEST_CASE("too many wrong passwords lock the user for a while, even for the right one") {
  TestSandbox sandbox;
  for (int attempt = 0; attempt < 5; ++attempt)
    CHECK(sandbox.sign_in("alice", "wrong").message == "Incorrect username or password.");
  check_refusal(sandbox.sign_in("alice", kPassword), "NotAuthorizedException", "Password attempts exceeded");
  sandbox.clock.advance(1s);
  CHECK(sandbox.sign_in("alice", kPassword).status == 200);
}

TEST_CASE("a temporary password ends after its days") {
  TestSandbox sandbox;
  sandbox.clock.advance(24h * 7);
  check_refusal(sandbox.sign_in("newbie", kTemporaryPassword), "NotAuthorizedException",
                "Temporary password has expired and must be reset by an administrator.");
}

TEST_CASE("a flow that is off, unknown or for administrators is refused in Cognito's words") {
  TestSandbox sandbox(R"({"pools":[{"id":"us-east-1_A","clients":[{"id":"c","flows":["CUSTOM_AUTH"]}]}]})");
  const auto start = [&](std::string_view flow) {
    return sandbox.call("InitiateAuth", {{"AuthFlow", flow}, {"ClientId", "c"}});
  };
  check_refusal(start("USER_PASSWORD_AUTH"), "InvalidParameterException",
                "USER_PASSWORD_AUTH flow not enabled for this client");
  check_refusal(start("USER_SRP_AUTH"), "InvalidParameterException",
                "USER_SRP_AUTH is not enabled for the client.");
  check_refusal(start("REFRESH_TOKEN_AUTH"), "InvalidParameterException",
                "Auth flow not enabled for this client");
  check_refusal(start("ADMIN_USER_PASSWORD_AUTH"), "InvalidParameterException",
                "Initiate Auth method not supported.");
  CHECK(start("NO_SUCH_AUTH").type == "InvalidParameterException");
  CHECK(start("NO_SUCH_AUTH").message.find("'NO_SUCH_AUTH' at 'authFlow'") != std::string::npos);
}

TEST_CASE("what is missing from a request is named") {
  TestSandbox sandbox;
  const auto start = [&](const Json& parameters) {
    return sandbox.call(
        "InitiateAuth",
        {{"AuthFlow", "USER_PASSWORD_AUTH"}, {"ClientId", kPublicClient}, {"AuthParameters", parameters}});
  };
  check_refusal(start(Json::object()), "InvalidParameterException", "Missing required parameter USERNAME");
  check_refusal(start({{"USERNAME", "alice"}}), "InvalidParameterException",
                "Missing required parameter PASSWORD");
  check_refusal(sandbox.call("InitiateAuth", {{"AuthFlow", "USER_PASSWORD_AUTH"}}),
                "InvalidParameterException",
                "1 validation error detected: Value at 'clientId' failed to satisfy constraint: Member must "
                "not be null");
  check_refusal(
      sandbox.call("InitiateAuth", {{"AuthFlow", "USER_PASSWORD_AUTH"}, {"ClientId", "no-such-client"}}),
      "ResourceNotFoundException", "User pool client no-such-client does not exist.");
}

TEST_CASE("a new password is asked for, taken once, and good from then on") {
  TestSandbox sandbox;
  const auto asked = sandbox.sign_in("newbie", kTemporaryPassword);
  CHECK(text_at(asked, "/ChallengeName") == "NEW_PASSWORD_REQUIRED");
  CHECK(text_at(asked, "/ChallengeParameters/requiredAttributes") == "[]");
  CHECK(text_at(asked, "/ChallengeParameters/USER_ID_FOR_SRP") == "newbie");
  const std::string session = text_at(asked, kSession);
  CHECK(session.size() >= 20);
  CHECK(session.size() <= 2048);
  const Json answer = {{"USERNAME", "newbie"}, {"NEW_PASSWORD", "Sandbox-2!"}};
  CHECK(respond(sandbox, "NEW_PASSWORD_REQUIRED", session, answer).status == 200);
  check_refusal(respond(sandbox, "NEW_PASSWORD_REQUIRED", session, answer), "NotAuthorizedException",
                "Invalid session for the user, session can only be used once.");
  CHECK(sandbox.sign_in("newbie", kTemporaryPassword).status == 400);
  CHECK(sandbox.sign_in("newbie", "Sandbox-2!").body.contains("AuthenticationResult"));
}

TEST_CASE("a session ends after three minutes, not before") {
  TestSandbox sandbox;
  const std::string session = text_at(sandbox.sign_in("newbie", kTemporaryPassword), kSession);
  const Json answer = {{"USERNAME", "newbie"}, {"NEW_PASSWORD", "short"}};
  sandbox.clock.advance(179s);
  CHECK(respond(sandbox, "NEW_PASSWORD_REQUIRED", session, answer).type == "InvalidPasswordException");
  sandbox.clock.advance(1s);
  check_refusal(respond(sandbox, "NEW_PASSWORD_REQUIRED", session, answer), "NotAuthorizedException",
                "Invalid session for the user, session is expired.");
}

TEST_CASE("a session that was never given out, or to another user, is invalid") {
  TestSandbox sandbox;
  const Json answer = {{"USERNAME", "newbie"}, {"NEW_PASSWORD", "Sandbox-2!"}};
  check_refusal(respond(sandbox, "NEW_PASSWORD_REQUIRED", "a-made-up-session-string", answer),
                "NotAuthorizedException", "Invalid session for the user.");
  const std::string session = text_at(sandbox.sign_in("newbie", kTemporaryPassword), kSession);
  check_refusal(respond(sandbox, "NEW_PASSWORD_REQUIRED", session,
                        {{"USERNAME", "alice"}, {"NEW_PASSWORD", "Sandbox-2!"}}),
                "NotAuthorizedException", "Invalid session for the user.");
  check_refusal(respond(sandbox, "SMS_MFA", session, {{"USERNAME", "newbie"}, {"SMS_MFA_CODE", "123456"}}),
                "NotAuthorizedException", "Invalid session for the user.");
}

TEST_CASE("a weak new password is refused by the rule it breaks, and the session may be used again") {
  TestSandbox sandbox;
  const std::string session = text_at(sandbox.sign_in("newbie", kTemporaryPassword), kSession);
  const auto try_password = [&](std::string_view password) {
    return respond(sandbox, "NEW_PASSWORD_REQUIRED", session,
                   {{"USERNAME", "newbie"}, {"NEW_PASSWORD", password}});
  };
  const std::string begin = "Password did not conform with policy: ";
  check_refusal(try_password("Sand-1!"), "InvalidPasswordException", begin + "Password not long enough");
  check_refusal(try_password("SANDBOX-1!"), "InvalidPasswordException",
                begin + "Password must have lowercase characters");
  check_refusal(try_password("sandbox-1!"), "InvalidPasswordException",
                begin + "Password must have uppercase characters");
  check_refusal(try_password("Sandbox-x!"), "InvalidPasswordException",
                begin + "Password must have numeric characters");
  check_refusal(try_password("Sandbox123"), "InvalidPasswordException",
                begin + "Password must have symbol characters");
  CHECK(try_password("Sandbox-2!").status == 200);
}

TEST_CASE("an attribute that the pool requires is asked for with the new password") {
  TestSandbox sandbox;
  const auto asked = sandbox.sign_in("nora", kTemporaryPassword);
  CHECK(text_at(asked, "/ChallengeParameters/requiredAttributes") == R"(["userAttributes.email"])");
  CHECK(text_at(asked, "/ChallengeParameters/userAttributes") == "{}");
  const auto answer = [&](Json responses) {
    responses["USERNAME"] = "nora";
    responses["NEW_PASSWORD"] = "Sandbox-2!";
    return respond(sandbox, "NEW_PASSWORD_REQUIRED", text_at(asked, kSession), responses);
  };
  check_refusal(answer(Json::object()), "InvalidParameterException",
                "Invalid attributes given, email is missing");
  const auto done = answer({{"userAttributes.email", "nora@example.com"}});
  CHECK(claims_of(text_at(done, "/AuthenticationResult/IdToken"))["email"] == "nora@example.com");
}

TEST_CASE("an attribute that the user already has may not be sent back") {
  TestSandbox sandbox;
  const auto asked = sandbox.sign_in("newbie", kTemporaryPassword);
  check_refusal(respond(sandbox, "NEW_PASSWORD_REQUIRED", text_at(asked, kSession),
                        {{"USERNAME", "newbie"},
                         {"NEW_PASSWORD", "Sandbox-2!"},
                         {"userAttributes.email", "newbie@example.com"}}),
                "NotAuthorizedException", "Cannot modify an already provided email");
}

TEST_CASE("a text message's code is asked for; wrong ones use the session up") {
  TestSandbox sandbox;
  const auto asked = sandbox.sign_in("mia", kPassword);
  CHECK(text_at(asked, "/ChallengeName") == "SMS_MFA");
  CHECK(text_at(asked, "/ChallengeParameters/CODE_DELIVERY_DESTINATION") == "+*******0123");
  const auto answer = [&](std::string_view code) {
    return respond(sandbox, "SMS_MFA", text_at(asked, kSession),
                   {{"USERNAME", "mia"}, {"SMS_MFA_CODE", code}});
  };
  for (int attempt = 0; attempt < 3; ++attempt)
    check_refusal(answer("000000"), "CodeMismatchException", "Invalid code or auth state for the user.");
  CHECK(answer("123456").type == "NotAuthorizedException");

  const std::string session = text_at(sandbox.sign_in("mia", kPassword), kSession);
  CHECK(respond(sandbox, "SMS_MFA", session, {{"USERNAME", "mia"}, {"SMS_MFA_CODE", "123456"}})
            .body.contains("AuthenticationResult"));
}

TEST_CASE("a custom challenge comes again with a new session after a wrong answer") {
  TestSandbox sandbox;
  const auto asked = sandbox.call("InitiateAuth", {{"AuthFlow", "CUSTOM_AUTH"},
                                                   {"ClientId", kPublicClient},
                                                   {"AuthParameters", {{"USERNAME", "quinn"}}}});
  CHECK(text_at(asked, "/ChallengeParameters/question") == "What is six times seven?");
  const auto answer = [&](const Outcome& to, std::string_view text) {
    return respond(sandbox, "CUSTOM_CHALLENGE", text_at(to, kSession),
                   {{"USERNAME", "quinn"}, {"ANSWER", text}});
  };
  const auto again = answer(asked, "54");
  CHECK(text_at(again, "/ChallengeName") == "CUSTOM_CHALLENGE");
  CHECK(answer(asked, "42").type == "NotAuthorizedException");
  CHECK(answer(again, "42").body.contains("AuthenticationResult"));
}
