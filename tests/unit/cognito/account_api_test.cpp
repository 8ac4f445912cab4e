#include "cognito/account_api.hpp"

#include "base/error.hpp"
#include "cognito/user_api.hpp"
#include "support/fake_transport.hpp"
#include "support/fixed_random.hpp"
#include "support/manual_clock.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>

namespace cauth::cognito {
namespace {

// The same pair as in api_test.cpp.
constexpr const char* kClient = "5d0v53044ojq2m8bft29hav0v1";
constexpr const char* kSecret = "1a2b3c4d5e6f7g8h9i0j1k2l3m4n5o6p7q8r9s0t1u2v3w4x5y6z";
constexpr const char* kHashOfAlice = "AhwMQLwoZ/eBnCZeTm7j2TA/Zev6hhtCB2HnCJtvZIM=";

struct Service {
  test::FakeTransport transport;
  test::ManualClock clock;
  test::FixedRandom random;
  aws::JsonClient client{transport,
                         clock,
                         random,
                         {.endpoint = "https://cognito-idp.eu-west-1.amazonaws.com/",
                          .target_prefix = "AWSCognitoIdentityProviderService",
                          .signing_name = "cognito-idp",
                          .region = "eu-west-1"}};

  void answer(std::string body) { transport.answer({.status = 200, .body = std::move(body)}); }
  Json sent(std::size_t index) const {
    ParsedJson parsed = parse_json(transport.sent.at(index).body);
    REQUIRE(parsed);
    return *parsed;
  }
};

Error refused(std::string message) {
  Error error(Category::refused, "refused");
  error.code = "InvalidParameterException";
  error.service_message = std::move(message);
  return error;
}

}  // namespace

TEST_CASE("each request about an account proves the client's secret, and carries the metadata") {
  Service service;
  AccountApi api(service.client, {.id = kClient, .secret = SecretString(kSecret)}, {{"from", "test"}});
  for (int i = 0; i < 5; ++i) service.answer("{}");
  api.sign_up("alice", SecretString("pw"), {{"email", "alice@example.com"}});
  api.confirm_sign_up("alice", SecretString("123456"), true);
  api.resend_confirmation_code("alice");
  api.forgot_password("alice");
  api.confirm_forgot_password("alice", SecretString("123456"), SecretString("pw"));
  for (std::size_t i = 0; i < 5; ++i) {
    CHECK(service.sent(i)["SecretHash"] == kHashOfAlice);
    CHECK(service.sent(i)["ClientMetadata"] == Json{{"from", "test"}});
    CHECK(service.sent(i)["Username"] == "alice");
  }
  const Json attributes = Json::array({Json{{"Name", "email"}, {"Value", "alice@example.com"}}});
  CHECK(service.sent(0)["UserAttributes"] == attributes);
  CHECK(service.sent(1)["ForceAliasCreation"] == true);
}

TEST_CASE("what is not there is not sent") {
  Service service;
  AccountApi api(service.client, {.id = kClient, .secret = std::nullopt}, {});
  service.answer("{}");
  api.sign_up("alice", std::nullopt, {});
  CHECK(service.sent(0) == Json{{"ClientId", kClient}, {"Username", "alice"}});
}

TEST_CASE("the attributes that a registration lacks are read from the refusal") {
  using Names = std::vector<std::string>;
  CHECK(attributes_asked_for(refused("Attributes did not conform to the schema: email: The attribute is "
                                     "required\ncustom:team: The attribute is required\n")) ==
        Names{"email", "custom:team"});
  CHECK(attributes_asked_for(refused("name: The attribute is required")) == Names{"name"});
  CHECK(attributes_asked_for(refused(": The attribute is required")).empty());
  CHECK(attributes_asked_for(refused("something else")).empty());
}

TEST_CASE("where a code went is read from the answer") {
  const Json answer = {{"CodeDeliveryDetails", {{"DeliveryMedium", "SMS"}, {"Destination", "+*1"}}}};
  const auto delivery = code_delivery(answer);
  REQUIRE(delivery);
  CHECK(delivery->medium == "SMS");
  CHECK(delivery->destination == "+*1");
  CHECK_FALSE(code_delivery(Json::object()));
  CHECK_FALSE(code_delivery({{"CodeDeliveryDetails", "?"}}));
}

TEST_CASE("devices of all pages are listed") {
  Service service;
  UserApi api(service.client, SecretString("token"));
  service.answer(R"({"Devices":[{"DeviceKey":"a"}],"PaginationToken":"more"})");
  service.answer(R"({"Devices":[{"DeviceKey":"b"}]})");
  CHECK(api.list_devices()["Devices"].size() == 2);
  CHECK_FALSE(service.sent(0).contains("PaginationToken"));
  CHECK(service.sent(1)["PaginationToken"] == "more");
}

TEST_CASE("a confirmed device says whether the user is to be asked") {
  Service service;
  UserApi api(service.client, SecretString("token"));
  service.answer(R"({"UserConfirmationNecessary":true})");
  service.answer("{}");
  const DeviceVerifier verifier{.salt = "c2FsdA==", .password_verifier = "dg=="};
  CHECK(api.confirm_device("key", verifier, "laptop"));
  CHECK_FALSE(api.confirm_device("key", verifier, "laptop"));
  const Json config = {{"PasswordVerifier", "dg=="}, {"Salt", "c2FsdA=="}};
  CHECK(service.sent(0)["DeviceSecretVerifierConfig"] == config);
  CHECK(service.sent(0)["DeviceKey"] == "key");
  CHECK(service.sent(0)["DeviceName"] == "laptop");
}

}  // namespace cauth::cognito
