#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

using cauth::Json;
using cauth::test::kPassword;
using cauth::test::Outcome;
using cauth::test::TestSandbox;

namespace {

struct Alice {
  TestSandbox sandbox;
  std::string token =
      sandbox.sign_in("alice", kPassword).body["AuthenticationResult"]["AccessToken"].get<std::string>();

  Outcome call(std::string_view operation, Json input = Json::object()) {
    input["AccessToken"] = token;
    return sandbox.call(operation, input);
  }
  Outcome set(std::string_view name, std::string_view value) {
    return call("UpdateUserAttributes", {{"UserAttributes", {{{"Name", name}, {"Value", value}}}}});
  }
  std::string attribute(std::string_view name) {
    const Json user = call("GetUser").body;
    for (const auto& item : user["UserAttributes"]) {
      if (item["Name"] == name) return item["Value"].get<std::string>();
    }
    return "none";
  }
};

}  // namespace

TEST_CASE("a new e-mail address is not verified until its code came back") {
  Alice alice;
  const Outcome outcome = alice.set("email", "a@example.org");
  REQUIRE(outcome.status == 200);
  CHECK(outcome.body["CodeDeliveryDetailsList"][0]["Destination"] == "a***@e***");
  CHECK(alice.attribute("email_verified") == "false");
  const std::string code = alice.sandbox.sandbox.state().outbox.back().secret;
  CHECK(alice.call("VerifyUserAttribute", {{"AttributeName", "email"}, {"Code", "1"}}).type ==
        "CodeMismatchException");
  CHECK(alice.call("VerifyUserAttribute", {{"AttributeName", "email"}, {"Code", code}}).status == 200);
  CHECK(alice.attribute("email_verified") == "true");
}

TEST_CASE("the code of an attribute can be sent again") {
  Alice alice;
  CHECK(alice.call("GetUserAttributeVerificationCode", {{"AttributeName", "email"}}).status == 200);
  CHECK(alice.sandbox.sandbox.state().outbox.size() == 1);
  CHECK(alice.call("GetUserAttributeVerificationCode", {{"AttributeName", "phone_number"}}).type ==
        "InvalidParameterException");
  CHECK(alice.call("GetUserAttributeVerificationCode", {{"AttributeName", "name"}}).type ==
        "InvalidParameterException");
}

TEST_CASE("attributes are written and deleted, but not those that the service keeps") {
  Alice alice;
  CHECK(alice.set("nickname", "al").status == 200);
  CHECK(alice.set("custom:team", "blue").status == 200);
  CHECK(alice.attribute("nickname") == "al");
  CHECK(alice.set("sub", "x").type == "NotAuthorizedException");
  CHECK(alice.set("email_verified", "true").type == "NotAuthorizedException");
  CHECK(alice.set("colour", "blue").message ==
        "Attributes did not conform to the schema: colour: Attribute does not exist in the schema.\n");
  CHECK(alice.call("DeleteUserAttributes", {{"UserAttributeNames", {"nickname"}}}).status == 200);
  CHECK(alice.attribute("nickname") == "none");
}

TEST_CASE("a user who deleted the account is gone") {
  Alice alice;
  CHECK(alice.call("DeleteUser").status == 200);
  CHECK(alice.call("GetUser").message == "Access Token has been revoked");
  CHECK(alice.sandbox.sign_in("alice", kPassword).type == "NotAuthorizedException");
}
