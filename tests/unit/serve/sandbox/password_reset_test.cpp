#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <string_view>

using cauth::Json;
using cauth::test::kPublicClient;
using cauth::test::Outcome;
using cauth::test::TestSandbox;

namespace {

Outcome forgot(TestSandbox& sandbox, std::string_view username) {
  return sandbox.call("ForgotPassword", {{"ClientId", kPublicClient}, {"Username", username}});
}

Outcome confirm(TestSandbox& sandbox, std::string_view username, const std::string& code,
                std::string_view password = "Chosen-1!") {
  return sandbox.call("ConfirmForgotPassword", {{"ClientId", kPublicClient},
                                                {"Username", username},
                                                {"ConfirmationCode", code},
                                                {"Password", password}});
}

std::string newest_code(TestSandbox& sandbox) {
  return sandbox.sandbox.state().outbox.back().secret;
}

}  // namespace

TEST_CASE("a forgotten password is replaced with a code") {
  TestSandbox sandbox;
  for (const char* username : {"alice", "rita"}) {
    const Outcome outcome = forgot(sandbox, username);
    REQUIRE(outcome.status == 200);
    CHECK(outcome.body["CodeDeliveryDetails"]["AttributeName"] == "email");
    const std::string code = newest_code(sandbox);
    CHECK(confirm(sandbox, username, code, "weak").type == "InvalidPasswordException");
    CHECK(confirm(sandbox, username, "000000x").type == "CodeMismatchException");
    CHECK(confirm(sandbox, username, code).status == 200);
    CHECK(confirm(sandbox, username, code).type == "ExpiredCodeException");
    CHECK(sandbox.sign_in(username, "Chosen-1!").status == 200);
  }
}

TEST_CASE("a code for a password is good for an hour") {
  TestSandbox sandbox;
  forgot(sandbox, "alice");
  sandbox.clock.advance(std::chrono::hours(1));
  CHECK(confirm(sandbox, "alice", newest_code(sandbox)).type == "ExpiredCodeException");
}

TEST_CASE("who cannot get a code is hidden, but a temporary password is not") {
  TestSandbox sandbox;
  // Nobody, disabled, not confirmed, without a verified address.
  for (const char* username : {"nobody", "dave", "uma", "quinn"}) {
    CAPTURE(username);
    CHECK(forgot(sandbox, username).status == 200);
  }
  CHECK(sandbox.sandbox.state().outbox.empty());
  CHECK(confirm(sandbox, "nobody", "123456").type == "CodeMismatchException");
  CHECK(confirm(sandbox, "dave", "123456").type == "CodeMismatchException");
  const Outcome outcome = forgot(sandbox, "newbie");
  CHECK(outcome.type == "NotAuthorizedException");
  CHECK(outcome.message == "User password cannot be reset in the current state.");
}

TEST_CASE("a client that hides nothing says why no code can be sent") {
  TestSandbox sandbox(R"({"pools":[{"id":"us-east-1_Open",
    "clients":[{"id":"open","prevent_user_existence_errors":false}],
    "users":[{"username":"uma","status":"UNCONFIRMED"},{"username":"dave","enabled":false}]}]})");
  const auto ask = [&](const char* username) {
    return sandbox.call("ForgotPassword", {{"ClientId", "open"}, {"Username", username}});
  };
  CHECK(ask("uma").message ==
        "Cannot reset password for the user as there is no registered/verified email or phone_number");
  CHECK(ask("dave").message == "User is disabled.");
  CHECK(ask("nobody").type == "UserNotFoundException");
}
