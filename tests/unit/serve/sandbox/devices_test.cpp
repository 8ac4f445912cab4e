#include "cognito/device_verifier.hpp"
#include "cognito/srp.hpp"
#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

using cauth::Json;
using cauth::SecretString;
using cauth::test::Outcome;
using cauth::test::TestSandbox;
namespace cognito = cauth::cognito;

namespace {

std::string seed(std::string_view tracking) {
  return R"({"pools":[{"id":"us-east-1_Devices","remember_devices":")" + std::string(tracking) +
         R"(","clients":[{"id":"app"}],"users":[{"username":"mia","password":"Sandbox-1!","sms_mfa":true,
         "sms_code":"123456","attributes":{"phone_number":"+15550100123"}}]}]})";
}

struct Devices {
  explicit Devices(std::string_view tracking = "always") : sandbox(seed(tracking)) {}

  TestSandbox sandbox;
  std::string key, group_key, access_token, refresh_token;
  SecretString password{"device password"};

  Outcome start(std::string_view device_key = "") {
    Json parameters = {{"USERNAME", "mia"}, {"PASSWORD", "Sandbox-1!"}};
    if (!device_key.empty()) parameters["DEVICE_KEY"] = device_key;
    return sandbox.call(
        "InitiateAuth",
        {{"AuthFlow", "USER_PASSWORD_AUTH"}, {"ClientId", "app"}, {"AuthParameters", parameters}});
  }

  Outcome respond(const Outcome& to, Json answers) {
    answers["USERNAME"] = "mia";
    return sandbox.call("RespondToAuthChallenge", {{"ClientId", "app"},
                                                   {"ChallengeName", to.body["ChallengeName"]},
                                                   {"Session", to.body["Session"]},
                                                   {"ChallengeResponses", answers}});
  }

  void take(const Outcome& signed_in) {
    REQUIRE(signed_in.status == 200);
    const Json& result = signed_in.body["AuthenticationResult"];
    access_token = result["AccessToken"].get<std::string>();
    refresh_token = result["RefreshToken"].get<std::string>();
  }

  // The first sign-in, with the second factor, and what makes the device known.
  Outcome sign_in_and_confirm() {
    const Outcome signed_in = respond(start(), {{"SMS_MFA_CODE", "123456"}});
    take(signed_in);
    const Json& device = signed_in.body["AuthenticationResult"]["NewDeviceMetadata"];
    key = device["DeviceKey"].get<std::string>();
    group_key = device["DeviceGroupKey"].get<std::string>();
    const auto verifier =
        cognito::make_device_verifier({.group = group_key, .name = key}, password, sandbox.random);
    return user("ConfirmDevice",
                {{"DeviceKey", key},
                 {"DeviceName", "laptop"},
                 {"DeviceSecretVerifierConfig",
                  {{"Salt", verifier.salt}, {"PasswordVerifier", verifier.password_verifier}}}});
  }

  Outcome user(std::string_view operation, Json input = Json::object()) {
    input["AccessToken"] = access_token;
    return sandbox.call(operation, input);
  }

  Outcome prove(const SecretString& with) {
    const cognito::SrpClient srp(sandbox.random);
    const Outcome asked = respond(start(key), {{"DEVICE_KEY", key}, {"SRP_A", srp.srp_a()}});
    REQUIRE(asked.status == 200);
    CHECK(asked.body["ChallengeName"] == "DEVICE_PASSWORD_VERIFIER");
    const Json& parameters = asked.body["ChallengeParameters"];
    const auto text = [&](const char* name) { return parameters[name].get<std::string>(); };
    const std::string srp_b = text("SRP_B");
    const std::string salt = text("SALT");
    const std::string block = text("SECRET_BLOCK");
    const auto proof = srp.prove({.srp_b = srp_b, .salt = salt, .secret_block = block},
                                 {.group = group_key, .name = key}, with, sandbox.clock.now());
    return respond(asked, {{"DEVICE_KEY", key},
                           {"PASSWORD_CLAIM_SECRET_BLOCK", block},
                           {"PASSWORD_CLAIM_SIGNATURE", proof.signature},
                           {"TIMESTAMP", proof.timestamp}});
  }

  Outcome refresh(Json input) {
    input["ClientId"] = "app";
    input["RefreshToken"] = refresh_token;
    return sandbox.call("GetTokensFromRefreshToken", input);
  }
};

}  // namespace

TEST_CASE("a remembered device proves its password instead of the second factor") {
  Devices devices;
  CHECK(devices.sign_in_and_confirm().body["UserConfirmationNecessary"] == false);
  CHECK(devices.start().body["ChallengeName"] == "SMS_MFA");
  CHECK(devices.start(devices.key).body["ChallengeName"] == "DEVICE_SRP_AUTH");
  const Outcome outcome = devices.prove(devices.password);
  REQUIRE(outcome.status == 200);
  CHECK_FALSE(outcome.body["AuthenticationResult"].contains("NewDeviceMetadata"));
  const Outcome refused = devices.prove(SecretString("another"));
  CHECK(refused.type == "NotAuthorizedException");
}

TEST_CASE("where the user is to be asked, a confirmed device is not yet a remembered one") {
  Devices devices("opt-in");
  CHECK(devices.sign_in_and_confirm().body["UserConfirmationNecessary"] == true);
  CHECK(devices.start(devices.key).body["ChallengeName"] == "SMS_MFA");
  CHECK(
      devices
          .user("UpdateDeviceStatus", {{"DeviceKey", devices.key}, {"DeviceRememberedStatus", "remembered"}})
          .status == 200);
  CHECK(devices.start(devices.key).body["ChallengeName"] == "DEVICE_SRP_AUTH");
}

TEST_CASE("a refresh token belongs to its device") {
  Devices devices;
  devices.sign_in_and_confirm();
  CHECK(devices.refresh(Json::object()).message == "Invalid Refresh Token");
  CHECK(devices.refresh({{"DeviceKey", "us-east-1_another"}}).message == "Invalid Refresh Token");
  CHECK(devices.refresh({{"DeviceKey", devices.key}}).status == 200);
  const auto by_flow = [&](Json parameters) {
    parameters["REFRESH_TOKEN"] = devices.refresh_token;
    return devices.sandbox.call(
        "InitiateAuth",
        {{"AuthFlow", "REFRESH_TOKEN_AUTH"}, {"ClientId", "app"}, {"AuthParameters", parameters}});
  };
  CHECK(by_flow(Json::object()).message == "Invalid Refresh Token");
  CHECK(by_flow({{"DEVICE_KEY", devices.key}}).status == 200);
}

TEST_CASE("a device that was forgotten is refused before anything is used up") {
  Devices devices;
  devices.sign_in_and_confirm();
  const Outcome waiting = devices.start();
  CHECK(devices.user("ForgetDevice", {{"DeviceKey", devices.key}}).status == 200);
  CHECK(devices.refresh({{"DeviceKey", devices.key}}).type == "NotAuthorizedException");
  const Outcome refused = devices.start(devices.key);
  CHECK(refused.type == "ResourceNotFoundException");
  CHECK(refused.message == "Device does not exist.");
  CHECK(devices.respond(waiting, {{"SMS_MFA_CODE", "123456"}, {"DEVICE_KEY", devices.key}}).type ==
        "ResourceNotFoundException");
  CHECK(devices.respond(waiting, {{"SMS_MFA_CODE", "123456"}}).status == 200);
}

TEST_CASE("a user's devices are listed, page by page, and shown") {
  Devices devices;
  devices.sign_in_and_confirm();
  devices.sign_in_and_confirm();
  Outcome page = devices.user("ListDevices", {{"Limit", 1}});
  REQUIRE(page.body["Devices"].size() == 1);
  page = devices.user("ListDevices", {{"Limit", 1}, {"PaginationToken", page.body["PaginationToken"]}});
  CHECK(page.body["Devices"].size() == 1);
  CHECK_FALSE(page.body.contains("PaginationToken"));
  CHECK(devices.user("ListDevices", {{"Limit", 0}}).type == "InvalidParameterException");
  const Outcome shown = devices.user("GetDevice", {{"DeviceKey", devices.key}});
  CHECK(shown.body["Device"]["DeviceAttributes"][1] == Json{{"Name", "device_name"}, {"Value", "laptop"}});
  CHECK(devices.user("GetDevice", {{"DeviceKey", "x"}}).type == "ResourceNotFoundException");
}

TEST_CASE("a pool that tracks no devices names none and knows none") {
  Devices devices("off");
  const Outcome signed_in = devices.respond(devices.start("x"), {{"SMS_MFA_CODE", "123456"}});
  devices.take(signed_in);
  CHECK_FALSE(signed_in.body["AuthenticationResult"].contains("NewDeviceMetadata"));
  CHECK(devices.user("ListDevices").type == "InvalidUserPoolConfigurationException");
  CHECK(devices.refresh(Json::object()).status == 200);
}
