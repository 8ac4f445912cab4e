#include "aws/json_client.hpp"

#include "base/duration.hpp"
#include "base/error.hpp"
#include "support/fake_transport.hpp"
#include "support/fixed_random.hpp"
#include "support/manual_clock.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace cauth::aws {
namespace {

using std::chrono::seconds;

// A client of an imaginary service with prepared answers.
struct Fixture {
  test::FakeTransport transport;
  test::ManualClock clock;
  test::FixedRandom random;
  bool endpoint_was_set = false;

  JsonClient client() {
    return {transport, clock, random,
            Service{.endpoint = "https://cognito-idp.eu-west-1.amazonaws.com/",
                    .target_prefix = "AWSCognitoIdentityProviderService",
                    .signing_name = "cognito-idp",
                    .region = "eu-west-1",
                    .endpoint_was_set = endpoint_was_set,
                    .credentials = [] {
                      return Credentials{.access_key_id = "AKID", .secret_access_key = SecretString("s")};
                    }}};
  }
  Error failure(Repeat repeat = Repeat::never, Signing signing = Signing::unsigned_request) {
    auto calling = client();
    try {
      calling.call("InitiateAuth", Json::object(), signing, repeat);
    } catch (const Error& error) {
      return error;
    }
    FAIL("the call succeeded");
    return usage_error("");
  }
};

constexpr const char* kThrottled = R"({"__type":"TooManyRequestsException","message":"Rate exceeded"})";

}  // namespace

TEST_CASE("a call is a POST with target and content type, and its answer keeps its order") {
  Fixture fixture;
  fixture.transport.answer({.body = R"({"z":1,"a":{"c":2,"b":3}})"});
  const Json answer = fixture.client().call("InitiateAuth", Json{{"ClientId", "c"}});
  CHECK(json_text(answer) == R"({"z":1,"a":{"c":2,"b":3}})");
  const auto& sent = fixture.transport.sent.at(0);
  CHECK(sent.method == "POST");
  CHECK(sent.body == R"({"ClientId":"c"})");
  CHECK(*sent.headers.find("Content-Type") == "application/x-amz-json-1.1");
  CHECK(*sent.headers.find("X-Amz-Target") == "AWSCognitoIdentityProviderService.InitiateAuth");
  CHECK_FALSE(sent.headers.has("Authorization"));
}

TEST_CASE("an empty answer is an empty object") {
  Fixture fixture;
  fixture.transport.answer({});
  CHECK(json_text(fixture.client().call("AdminSetUserPassword", Json::object())) == "{}");
}

TEST_CASE("a signed operation carries a signature") {
  Fixture fixture;
  fixture.transport.answer({.body = "{}"});
  fixture.client().call("AdminSetUserPassword", Json::object(), Signing::sigv4);
  CHECK(fixture.transport.sent.at(0)
            .headers.find("Authorization")
            ->starts_with("AWS4-HMAC-SHA256 Credential=AKID/"));
}

TEST_CASE("a refusal says what the service said, with a hint and what scripts look for") {
  Fixture fixture;
  fixture.transport.answer(
      {.status = 400,
       .body =
           R"({"__type":"NotAuthorizedException","message":"Client abc is configured with secret but SECRET_HASH was not received"})",
       .headers = {{"x-amzn-RequestId", "r-1"}}});
  const Error error = fixture.failure();
  CHECK(exit_code(error) == 3);
  CHECK(error.code == "NotAuthorizedException");
  CHECK(error.operation == "InitiateAuth");
  CHECK(error.service_message == "Client abc is configured with secret but SECRET_HASH was not received");
  CHECK(error.request_id == "r-1");
  CHECK(error.what_failed ==
        "InitiateAuth was refused: Client abc is configured with secret but SECRET_HASH was not received "
        "(NotAuthorizedException)");
  CHECK(error.hint.find("CAUTH_CLIENT_SECRET") != std::string::npos);
}

TEST_CASE("the error's name is found in every form that is seen") {
  Fixture fixture;
  const std::string plain = R"({"message":"m"})";
  fixture.transport.answer(
      {.status = 400, .body = R"({"__type":"com.amazonaws.cognito#UserNotFoundException","Message":"m"})"});
  fixture.transport.answer(
      {.status = 400, .body = plain, .headers = {{"X-Amzn-ErrorType", "UserNotFoundException:http://x/"}}});
  fixture.transport.answer({.status = 400, .body = R"({"__type":"UserNotFoundException"})"});
  for (int round = 0; round < 3; ++round) {
    CAPTURE(round);
    const Error error = fixture.failure();
    CHECK(error.code == "UserNotFoundException");
    CHECK(error.service_message == (round == 2 ? "" : "m"));
  }
}

TEST_CASE("throttling is tried again, whatever the operation, and then is temporary") {
  Fixture fixture;
  for (int attempt = 0; attempt < 3; ++attempt) fixture.transport.answer({.status = 400, .body = kThrottled});
  const Error error = fixture.failure();
  CHECK(exit_code(error) == 75);
  CHECK(error.code == "TooManyRequestsException");
  CHECK(fixture.transport.sent.size() == 3);
  CHECK(fixture.clock.slept.size() == 2);
}

TEST_CASE("Retry-After is waited for") {
  Fixture fixture;
  fixture.transport.answer({.status = 429, .body = kThrottled, .headers = {{"Retry-After", "7"}}});
  fixture.transport.answer({.body = "{}"});
  fixture.client().call("InitiateAuth", Json::object());
  CHECK(fixture.clock.slept.at(0) >= seconds(7));
}

TEST_CASE("a server error is tried again only where that does no harm") {
  Fixture fixture;
  const test::FakeTransport::Answer broken{.status = 500, .body = R"({"__type":"InternalErrorException"})"};
  fixture.transport.answer(broken);
  fixture.transport.answer({.body = "{}"});
  fixture.client().call("GetUser", Json::object(), Signing::unsigned_request, Repeat::harmless);
  fixture.transport.answer(broken);
  CHECK(exit_code(fixture.failure(Repeat::never)) == 75);
}

TEST_CASE("a broken connection is tried again only where that does no harm") {
  Fixture fixture;
  fixture.transport.answer({.curl_error = 52});
  fixture.transport.answer({.body = "{}"});
  fixture.client().call("GetUser", Json::object(), Signing::unsigned_request, Repeat::harmless);
  fixture.transport.answer({.curl_error = 52});
  CHECK(exit_code(fixture.failure(Repeat::never)) == 52);
  fixture.transport.answer({.curl_error = 60});
  CHECK(exit_code(fixture.failure(Repeat::harmless)) == 60);
}

TEST_CASE("what may be sent once more is, whatever happened to its answer, and throttling does not count") {
  Fixture fixture;
  fixture.transport.answer({.status = 429, .body = R"({"__type":"TooManyRequestsException"})"});
  fixture.transport.answer({.curl_error = 56});
  fixture.transport.answer({.body = "{}"});
  auto client = fixture.client();
  client.call("GetTokensFromRefreshToken", Json::object(), Signing::unsigned_request, Repeat::once_more);
  CHECK(client.an_answer_got_lost());
  fixture.transport.answer({.body = "{}"});
  client.call("GetTokensFromRefreshToken", Json::object(), Signing::unsigned_request, Repeat::once_more);
  CHECK_FALSE(client.an_answer_got_lost());
  for (int i = 0; i < 2; ++i) fixture.transport.answer({.status = 500, .body = "{}"});
  CHECK(exit_code(fixture.failure(Repeat::once_more)) == 75);
}

TEST_CASE("an answer that was cut off is a broken connection") {
  Fixture fixture;
  fixture.transport.answer({.body = "{\"a\":"});
  fixture.transport.answer({.body = "{}"});
  fixture.client().call("GetUser", Json::object(), Signing::unsigned_request, Repeat::harmless);
  fixture.transport.answer({.body = "{\"a\":"});
  CHECK(exit_code(fixture.failure(Repeat::never)) == 18);
}

TEST_CASE("too many codes asked for is a refusal that nobody tries again") {
  Fixture fixture;
  fixture.transport.answer(
      {.status = 400,
       .body =
           R"({"__type":"LimitExceededException","message":"Attempt limit exceeded, please try after some time."})"});
  CHECK(exit_code(fixture.failure(Repeat::harmless)) == 3);
}

TEST_CASE("an emulator that does not know an operation is not asked again") {
  Fixture fixture;
  fixture.endpoint_was_set = true;
  fixture.transport.answer(
      {.status = 500, .body = R"({"__type":"CognitoLocal#Unsupported","message":"no"})"});
  CHECK(fixture.failure(Repeat::harmless).code == "Unsupported");
  fixture.transport.answer({.status = 500, .body = "<!doctype html><title>500</title>"});
  const Error error = fixture.failure(Repeat::harmless);
  CHECK(exit_code(error) == 75);
  CHECK(error.code.empty());
}

TEST_CASE("a web page in place of JSON is named as what it is") {
  Fixture fixture;
  fixture.transport.answer({.body = "<html>Please log in to the WiFi</html>"});
  const Error page = fixture.failure();
  CHECK(exit_code(page) == 8);
  CHECK(page.what_failed.find("a web page instead of JSON") != std::string::npos);
  CHECK(page.hint.find("captive portal") != std::string::npos);
  fixture.transport.answer({.status = 403, .body = "<html>Blocked</html>"});
  CHECK(exit_code(fixture.failure()) == 8);
}

TEST_CASE("a cut answer and an answer that is no object are told apart") {
  Fixture fixture;
  fixture.transport.answer({.body = R"({"AuthenticationResult":{"IdToken":"ey)"});
  CHECK(exit_code(fixture.failure()) == 18);
  fixture.transport.answer({.body = "[]"});
  CHECK(exit_code(fixture.failure()) == 8);
}

TEST_CASE("a clock that is wrong is put right by the service's own, once") {
  Fixture fixture;
  const std::string theirs = format_http_date(fixture.clock.now() + std::chrono::hours(2));
  const test::FakeTransport::Answer skewed{
      .status = 400,
      .body = R"({"__type":"InvalidSignatureException","message":"Signature expired"})",
      .headers = {{"Date", theirs}}};
  fixture.transport.answer(skewed);
  fixture.transport.answer({.body = "{}"});
  fixture.client().call("AdminGetUser", Json::object(), Signing::sigv4);
  CHECK(*fixture.transport.sent.at(1).headers.find("X-Amz-Date") ==
        format_amz_date(fixture.clock.now() + std::chrono::hours(2)));
  fixture.transport.answer(skewed);
  fixture.transport.answer(skewed);
  CHECK(exit_code(fixture.failure(Repeat::never, Signing::sigv4)) == 3);
}

TEST_CASE("a wrong secret key is not taken for a wrong clock") {
  Fixture fixture;
  fixture.transport.answer({.status = 400,
                            .body = R"({"__type":"InvalidSignatureException","message":"does not match"})",
                            .headers = {{"Date", format_http_date(fixture.clock.now())}}});
  CHECK(fixture.failure(Repeat::never, Signing::sigv4).hint.find("AWS_SECRET_ACCESS_KEY") !=
        std::string::npos);
}

TEST_CASE("a missing permission names the action that the policy must allow") {
  Fixture fixture;
  fixture.transport.answer(
      {.status = 400, .body = R"({"__type":"AccessDeniedException","Message":"User is not authorized"})"});
  CHECK(fixture.failure(Repeat::never, Signing::sigv4).hint ==
        "the policy of these AWS credentials must allow cognito-idp:InitiateAuth");
}

TEST_CASE("control characters of a service do not reach the terminal") {
  Fixture fixture;
  fixture.transport.answer({.status = 400, .body = "{\"__type\":\"X\",\"message\":\"a\\u001b[2Jb\"}"});
  CHECK(fixture.failure().what_failed == "InitiateAuth was refused: a?[2Jb (X)");
}

}  // namespace cauth::aws
