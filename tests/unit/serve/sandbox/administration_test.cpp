#include "base/json.hpp"
#include "base/text.hpp"
#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

using cauth::Json;
using cauth::test::kPassword;
using cauth::test::kPublicClient;
using cauth::test::kSandboxPool;
using cauth::test::kSecretClient;
using cauth::test::kTemporaryPassword;
using cauth::test::TestSandbox;

namespace {

Json of_user(std::string_view username) {
  return {{"UserPoolId", kSandboxPool}, {"Username", username}};
}

Json password_for(std::string_view username, std::string_view password, bool permanent) {
  Json input = of_user(username);
  input["Password"] = password;
  input["Permanent"] = permanent;
  return input;
}

}  // namespace

TEST_CASE("an administrator's operation without a signature is refused") {
  TestSandbox sandbox;
  const auto outcome = sandbox.call("AdminGetUser", of_user("alice"));
  CHECK(outcome.status == 400);
  CHECK(outcome.type == "MissingAuthenticationTokenException");
  CHECK(outcome.message == "Missing Authentication Token");
}

TEST_CASE("a permanent password confirms the user, another one must be changed") {
  TestSandbox sandbox;
  const auto set = [&](bool permanent) {
    return sandbox.call_signed("AdminSetUserPassword", password_for("newbie", "Sandbox-3!", permanent));
  };
  CHECK(set(true).body == Json::object());
  CHECK(sandbox.call_signed("AdminGetUser", of_user("newbie")).body["UserStatus"] == "CONFIRMED");
  CHECK(sandbox.sign_in("newbie", "Sandbox-3!").body.contains("AuthenticationResult"));
  CHECK(set(false).status == 200);
  CHECK(sandbox.call_signed("AdminGetUser", of_user("newbie")).body["UserStatus"] == "FORCE_CHANGE_PASSWORD");
}

TEST_CASE("what an administrator gets wrong is said in Cognito's words") {
  TestSandbox sandbox;
  const auto unknown =
      sandbox.call_signed("AdminSetUserPassword", password_for("nobody", "Sandbox-3!", true));
  CHECK(unknown.type == "UserNotFoundException");
  CHECK(unknown.message == "User does not exist.");
  const auto weak = sandbox.call_signed("AdminSetUserPassword", password_for("alice", "weak", true));
  CHECK(weak.type == "InvalidPasswordException");
  const auto no_pool =
      sandbox.call_signed("AdminGetUser", {{"UserPoolId", "us-east-1_X"}, {"Username", "a"}});
  CHECK(no_pool.type == "ResourceNotFoundException");
  CHECK(no_pool.message == "User pool us-east-1_X does not exist.");
}

TEST_CASE("a created user signs in with the temporary password that was sent") {
  TestSandbox sandbox;
  Json input = of_user("zoe");
  input["UserAttributes"] = {{{"Name", "email"}, {"Value", "zoe@example.com"}}};
  const auto created = sandbox.call_signed("AdminCreateUser", input);
  CHECK(created.body["User"]["UserStatus"] == "FORCE_CHANGE_PASSWORD");
  CHECK(created.body["User"]["Enabled"] == true);
  const auto messages = cauth::parse_json(sandbox.get("/sandbox/messages").body);
  const Json& message = (*messages).back();
  CHECK(message["destination"] == "zoe@example.com");
  CHECK(sandbox.sign_in("zoe", message["temporary_password"].get<std::string>()).body["ChallengeName"] ==
        "NEW_PASSWORD_REQUIRED");
  CHECK(sandbox.call_signed("AdminCreateUser", input).type == "UsernameExistsException");
  CHECK(sandbox.call_signed("AdminDeleteUser", of_user("zoe")).status == 200);
  CHECK(sandbox.call_signed("AdminGetUser", of_user("zoe")).type == "UserNotFoundException");
}

TEST_CASE("a user can be reset, disabled, enabled and signed out everywhere") {
  TestSandbox sandbox;
  const auto signed_in = sandbox.sign_in("alice", kPassword);
  const Json& access = signed_in.body["AuthenticationResult"]["AccessToken"];
  CHECK(sandbox.call_signed("AdminDisableUser", of_user("alice")).status == 200);
  CHECK(sandbox.sign_in("alice", kPassword).message == "User is disabled.");
  CHECK(sandbox.call_signed("AdminEnableUser", of_user("alice")).status == 200);
  CHECK(sandbox.call("GetUser", {{"AccessToken", access}}).status == 200);
  CHECK(sandbox.call_signed("AdminUserGlobalSignOut", of_user("alice")).status == 200);
  CHECK(sandbox.call("GetUser", {{"AccessToken", access}}).message == "Access Token has been revoked");
  CHECK(sandbox.call_signed("AdminResetUserPassword", of_user("alice")).status == 200);
  CHECK(sandbox.sign_in("alice", kPassword).type == "PasswordResetRequiredException");
}

TEST_CASE("the administrator's flow takes the pool's id, and refuses a client of another pool") {
  TestSandbox sandbox;
  Json input = {{"UserPoolId", kSandboxPool},
                {"ClientId", kPublicClient},
                {"AuthFlow", "ADMIN_USER_PASSWORD_AUTH"},
                {"AuthParameters", {{"USERNAME", "newbie"}, {"PASSWORD", kTemporaryPassword}}}};
  const auto asked = sandbox.call_signed("AdminInitiateAuth", input);
  CHECK(asked.body["ChallengeName"] == "NEW_PASSWORD_REQUIRED");
  const auto done =
      sandbox.call_signed("AdminRespondToAuthChallenge",
                          {{"UserPoolId", kSandboxPool},
                           {"ClientId", kPublicClient},
                           {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
                           {"Session", asked.body["Session"]},
                           {"ChallengeResponses", {{"USERNAME", "newbie"}, {"NEW_PASSWORD", "Sandbox-2!"}}}});
  CHECK(done.body.contains("AuthenticationResult"));
  input["ClientId"] = "no-such-client";
  CHECK(sandbox.call_signed("AdminInitiateAuth", input).type == "ResourceNotFoundException");
}

TEST_CASE("a client is described with its secret and flows") {
  TestSandbox sandbox;
  const auto outcome = sandbox.call_signed("DescribeUserPoolClient",
                                           {{"UserPoolId", kSandboxPool}, {"ClientId", kSecretClient}});
  CHECK(outcome.body["UserPoolClient"]["ClientSecret"] == cauth::test::kClientSecret);
  CHECK(outcome.body["UserPoolClient"]["ExplicitAuthFlows"][0] == "ALLOW_ADMIN_USER_PASSWORD_AUTH");
}

TEST_CASE("an operation that is none, and input that is no JSON object, are refused") {
  TestSandbox sandbox;
  CHECK(sandbox.call("NoSuchOperation", Json::object()).type == "UnknownOperationException");
  CHECK(sandbox.call("InitiateAuth", Json::array()).type == "SerializationException");
  CHECK(sandbox.call("InitiateAuth", {{"ClientId", 1}, {"AuthFlow", "USER_PASSWORD_AUTH"}}).type ==
        "SerializationException");
  CHECK(sandbox.post("/", "{}").body == R"({"__type":"UnknownOperationException"})");
}
