#include "base/secret.hpp"
#include "cognito/secret_hash.hpp"
#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <string_view>

using cauth::Json;
using cauth::SecretString;
using cauth::test::kClientSecret;
using cauth::test::kPublicClient;
using cauth::test::kSecretClient;
using cauth::test::Outcome;
using cauth::test::TestSandbox;

namespace {

Json request(std::string_view username) {
  return {{"ClientId", kPublicClient}, {"Username", username}};
}

Json zoe() {
  Json input = request("zoe");
  input["Password"] = "Chosen-1!";
  input["UserAttributes"] = {{{"Name", "email"}, {"Value", "zoe@example.com"}}};
  return input;
}

std::string newest_code(TestSandbox& sandbox) {
  return sandbox.sandbox.state().outbox.back().secret;
}

Outcome confirm(TestSandbox& sandbox, const std::string& code) {
  Json input = request("zoe");
  input["ConfirmationCode"] = code;
  return sandbox.call("ConfirmSignUp", input);
}

void check_refused(const Outcome& outcome, std::string_view type, std::string_view message) {
  CHECK(outcome.status == 400);
  CHECK(outcome.type == type);
  CHECK(outcome.message == message);
}

}  // namespace

TEST_CASE("who registers is sent a code, and may sign in once it came back") {
  TestSandbox sandbox;
  const Outcome outcome = sandbox.call("SignUp", zoe());
  REQUIRE(outcome.status == 200);
  CHECK(outcome.body["UserConfirmed"] == false);
  CHECK(outcome.body["CodeDeliveryDetails"] ==
        Json{{"AttributeName", "email"}, {"DeliveryMedium", "EMAIL"}, {"Destination", "z***@e***"}});
  CHECK(sandbox.sandbox.state().outbox.back().destination == "zoe@example.com");
  check_refused(sandbox.sign_in("zoe", "Chosen-1!"), "UserNotConfirmedException", "User is not confirmed.");

  CHECK(confirm(sandbox, newest_code(sandbox)).status == 200);
  CHECK(sandbox.sign_in("zoe", "Chosen-1!").status == 200);
  // The address is proven, so it is an alias now.
  CHECK(sandbox.sign_in("zoe@example.com", "Chosen-1!").status == 200);
  check_refused(confirm(sandbox, "123456"), "NotAuthorizedException",
                "User cannot be confirmed. Current status is CONFIRMED");
}

TEST_CASE("a registration is refused for what is wrong with it") {
  TestSandbox sandbox;
  const auto with = [](const char* member, const Json& value) {
    Json input = zoe();
    input[member] = value;
    return input;
  };
  check_refused(sandbox.call("SignUp", with("Username", "alice")), "UsernameExistsException",
                "User already exists");
  check_refused(sandbox.call("SignUp", with("Password", "short")), "InvalidPasswordException",
                "Password did not conform with policy: Password not long enough");
  check_refused(sandbox.call("SignUp", with("UserAttributes", Json::array())), "InvalidParameterException",
                "Attributes did not conform to the schema: email: The attribute is required\n");
  check_refused(sandbox.call("SignUp", with("Username", "zoe@example.com")), "InvalidParameterException",
                "Username cannot be of email format, since user pool is configured for email alias.");
  check_refused(
      sandbox.call("SignUp", with("ClientId", kSecretClient)), "NotAuthorizedException",
      "Client 6sandboxsecretclient0demo2 is configured with secret but SECRET_HASH was not received");
}

TEST_CASE("the hash of a registration is over the username sent") {
  TestSandbox sandbox;
  Json input = zoe();
  input["ClientId"] = kSecretClient;
  input["SecretHash"] = cauth::cognito::secret_hash("zoe", kSecretClient, SecretString(kClientSecret));
  CHECK(sandbox.call("SignUp", input).status == 200);
}

TEST_CASE("a wrong code is a mismatch, an old one has expired, and five wrong ones are enough") {
  TestSandbox sandbox;
  sandbox.call("SignUp", zoe());
  check_refused(confirm(sandbox, "wrong"), "CodeMismatchException",
                "Invalid verification code provided, please try again.");
  for (int i = 0; i < 4; ++i) confirm(sandbox, "wrong");
  check_refused(confirm(sandbox, newest_code(sandbox)), "LimitExceededException",
                "Attempt limit exceeded, please try after some time.");

  CHECK(sandbox.call("ResendConfirmationCode", request("zoe")).status == 200);
  sandbox.clock.advance(std::chrono::hours(24));
  check_refused(confirm(sandbox, newest_code(sandbox)), "ExpiredCodeException",
                "Invalid code provided, please request a code again.");
  CHECK(sandbox.call("ResendConfirmationCode", request("zoe")).status == 200);
  CHECK(confirm(sandbox, newest_code(sandbox)).status == 200);
  check_refused(sandbox.call("ResendConfirmationCode", request("zoe")), "InvalidParameterException",
                "User is already confirmed.");
}

TEST_CASE("an address that is another user's alias is not taken without being told to") {
  TestSandbox sandbox;
  Json input = zoe();
  input["UserAttributes"] = {{{"Name", "email"}, {"Value", "alice@example.com"}}};
  sandbox.call("SignUp", input);
  check_refused(confirm(sandbox, newest_code(sandbox)), "AliasExistsException",
                "An account with the given email already exists.");
  CHECK(sandbox.call("ResendConfirmationCode", request("zoe")).status == 200);
  Json forced = request("zoe");
  forced["ConfirmationCode"] = newest_code(sandbox);
  forced["ForceAliasCreation"] = true;
  CHECK(sandbox.call("ConfirmSignUp", forced).status == 200);
  CHECK(sandbox.sign_in("alice@example.com", "Chosen-1!").status == 200);
}

TEST_CASE("a client that hides who exists answers for nobody as for somebody") {
  TestSandbox sandbox;
  const Outcome outcome = sandbox.call("ResendConfirmationCode", request("nobody"));
  REQUIRE(outcome.status == 200);
  CHECK(outcome.body["CodeDeliveryDetails"]["Destination"] == "n***@n***");
  CHECK(sandbox.sandbox.state().outbox.empty());
  Json input = request("nobody");
  input["ConfirmationCode"] = "123456";
  CHECK(sandbox.call("ConfirmSignUp", input).type == "ExpiredCodeException");
}

TEST_CASE("a client that hides nothing says that there is no such user") {
  TestSandbox sandbox(R"({"pools":[{"id":"us-east-1_Open",
    "clients":[{"id":"open","prevent_user_existence_errors":false}]}]})");
  const Json input = {{"ClientId", "open"}, {"Username", "nobody"}};
  for (const char* operation : {"ResendConfirmationCode", "ForgotPassword"}) {
    check_refused(sandbox.call(operation, input), "UserNotFoundException",
                  "Username/client id combination not found.");
  }
}

TEST_CASE("a pool may confirm at once, and send the same code always") {
  TestSandbox sandbox(R"({"pools":[
    {"id":"us-east-1_Quick","confirms_at_once":true,"clients":[{"id":"quick"}]},
    {"id":"us-east-1_Fixed","fixed_code":"123456","auto_verified_attributes":["email"],
     "clients":[{"id":"fixed"}]}]})");
  Json input = zoe();
  input["ClientId"] = "quick";
  CHECK(sandbox.call("SignUp", input).body["UserConfirmed"] == true);
  input["ClientId"] = "fixed";
  CHECK(sandbox.call("SignUp", input).body["UserConfirmed"] == false);
  CHECK(newest_code(sandbox) == "123456");
}

TEST_CASE("an administrator confirms without a code") {
  TestSandbox sandbox;
  CHECK(
      sandbox
          .call_signed("AdminConfirmSignUp", {{"UserPoolId", cauth::test::kSandboxPool}, {"Username", "uma"}})
          .status == 200);
  CHECK(sandbox.sign_in("uma", cauth::test::kPassword).status == 200);
}
