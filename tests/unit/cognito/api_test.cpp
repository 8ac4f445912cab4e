#include "cognito/api.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "support/fake_transport.hpp"
#include "support/fixed_random.hpp"
#include "support/manual_clock.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace cauth;
using namespace cauth::cognito;
using namespace std::chrono_literals;

namespace {

// echo -n "alice5d0v53044ojq2m8bft29hav0v1" | openssl dgst -sha256 -hmac "$kSecret" -binary | base64
constexpr const char* kClient = "5d0v53044ojq2m8bft29hav0v1";
constexpr const char* kSecret = "1a2b3c4d5e6f7g8h9i0j1k2l3m4n5o6p7q8r9s0t1u2v3w4x5y6z";
constexpr const char* kHashOfAlice = "AhwMQLwoZ/eBnCZeTm7j2TA/Zev6hhtCB2HnCJtvZIM=";

/// A service with prepared answers, and an Api that talks to it.
class Service {
 public:
  explicit Service(bool with_secret = false, bool endpoint_was_set = false)
      : client_(transport, clock, random_,
                {.endpoint = "https://cognito-idp.eu-west-1.amazonaws.com/",
                 .target_prefix = "AWSCognitoIdentityProviderService",
                 .signing_name = "cognito-idp",
                 .region = "eu-west-1",
                 .endpoint_was_set = endpoint_was_set}),
        api(client_,
            {.id = kClient, .secret = with_secret ? std::optional(SecretString(kSecret)) : std::nullopt},
            clock) {}

  void answer(std::string body, int status = 200) {
    transport.answer({.status = status, .body = std::move(body)});
  }
  Json sent(std::size_t index) const {
    ParsedJson parsed = parse_json(transport.sent.at(index).body);
    REQUIRE(parsed);
    return *parsed;
  }
  std::string operation(std::size_t index) const {
    return *transport.sent.at(index).headers.find("X-Amz-Target");
  }

  test::FakeTransport transport;
  test::ManualClock clock;

 private:
  test::FixedRandom random_;
  aws::JsonClient client_;

 public:
  Api api;
};

std::string token_expiring_in(std::chrono::seconds length) {
  const auto exp = unix_seconds(test::ManualClock().now() + length).count();
  return base64url_encode(R"({"kid":"k","alg":"RS256"})") + '.' +
         base64url_encode(R"({"token_use":"id","exp":)" + std::to_string(exp) + "}") + ".c2ln";
}

std::string tokens_answer(const std::string& refresh = R"(,"RefreshToken":"r1")") {
  return R"({"ChallengeParameters":{},"AuthenticationResult":{"AccessToken":"a1","IdToken":"i1","ExpiresIn":3600,)"
         R"("TokenType":"Bearer")" +
         refresh + "}}";
}

Answers password() {
  Answers answers;
  answers.insert_or_assign("PASSWORD", SecretString("p,w=\"$ !#'"));
  return answers;
}

template <class Work>
Error error_of(Work work) {
  try {
    work();
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error");
  return {Category::internal, ""};
}

constexpr const char* kNewPasswordRequired =
    R"({"ChallengeName":"NEW_PASSWORD_REQUIRED","Session":"s1","ChallengeParameters":)"
    R"({"USER_ID_FOR_SRP":"alice","requiredAttributes":"[]","userAttributes":"{\"email\":\"a@example.com\"}"}})";

}  // namespace

TEST_CASE("a password sign-in sends user name and password, unsigned, and no hash without a secret") {
  Service service;
  service.answer(tokens_answer());
  const Step step = service.api.initiate_auth("USER_PASSWORD_AUTH", "alice", password());
  CHECK(std::holds_alternative<SignedIn>(step));
  CHECK(service.operation(0) == "AWSCognitoIdentityProviderService.InitiateAuth");
  CHECK_FALSE(service.transport.sent[0].headers.has("Authorization"));
  CHECK(service.sent(0) == Json{{"AuthFlow", "USER_PASSWORD_AUTH"},
                                {"ClientId", kClient},
                                {"AuthParameters", {{"PASSWORD", "p,w=\"$ !#'"}, {"USERNAME", "alice"}}}});
}

TEST_CASE("the hash of a client with a secret is made for the user name that is sent") {
  Service service(true);
  service.answer(kNewPasswordRequired);
  service.answer(tokens_answer());
  const Step step = service.api.initiate_auth("USER_PASSWORD_AUTH", "alice@example.com", password());
  service.api.respond_to_auth_challenge(std::get<Challenge>(step), "alice", {});
  CHECK(service.sent(0)["AuthParameters"]["SECRET_HASH"] != kHashOfAlice);
  CHECK(service.sent(1)["ChallengeResponses"]["SECRET_HASH"] == kHashOfAlice);
  CHECK(service.sent(1)["ChallengeResponses"]["USERNAME"] == "alice");
}

TEST_CASE("client metadata goes along with both calls") {
  Service service;
  service.answer(kNewPasswordRequired);
  service.answer(tokens_answer());
  const ClientMetadata metadata{{"tenant", "blue"}};
  const Step step = service.api.initiate_auth("USER_PASSWORD_AUTH", "alice", password(), metadata);
  service.api.respond_to_auth_challenge(std::get<Challenge>(step), "alice", {}, metadata);
  CHECK(service.sent(0)["ClientMetadata"]["tenant"] == "blue");
  CHECK(service.sent(1)["ClientMetadata"]["tenant"] == "blue");
}

TEST_CASE("a challenge is read with its session, parameters and choices") {
  const auto parsed = parse_json(
      R"({"ChallengeName":"SELECT_CHALLENGE","Session":"s1","ChallengeParameters":{"A":"x","B":7,"C":{"d":1}},)"
      R"("AvailableChallenges":["PASSWORD","EMAIL_OTP"]})");
  const Step step = parse_step(*parsed, {});
  const auto& challenge = std::get<Challenge>(step);
  CHECK(challenge.name == "SELECT_CHALLENGE");
  CHECK(challenge.session.reveal() == "s1");
  CHECK(*challenge.parameter("A") == "x");
  CHECK(*challenge.parameter("B") == "7");
  CHECK(*challenge.parameter("C") == R"({"d":1})");
  CHECK(challenge.available == std::vector<std::string>{"PASSWORD", "EMAIL_OTP"});
}

TEST_CASE("a challenge without a session is answered without one") {
  Service service;
  service.answer(tokens_answer());
  Challenge challenge;
  challenge.name = "PASSWORD_VERIFIER";
  service.api.respond_to_auth_challenge(challenge, "alice", {});
  CHECK_FALSE(service.sent(0).contains("Session"));
}

TEST_CASE("each token ends when its own exp says, one that cannot be read when ExpiresIn says") {
  const TimePoint now = test::ManualClock().now();
  const auto parsed = parse_json(
      R"({"AuthenticationResult":{"AccessToken":"opaque","IdToken":")" + token_expiring_in(300s) +
      R"(","ExpiresIn":3600,"NewDeviceMetadata":{"DeviceKey":"eu-west-1_d","DeviceGroupKey":"-g"}}})");
  const Step step = parse_step(*parsed, now);
  const auto& signed_in = std::get<SignedIn>(step);
  CHECK(signed_in.tokens.id->expires == now + 300s);
  CHECK(signed_in.tokens.access->expires == now + 3600s);
  CHECK_FALSE(signed_in.tokens.refresh);
  CHECK(signed_in.tokens.obtained == now);
  CHECK(signed_in.device->key == "eu-west-1_d");
  CHECK(signed_in.device->group_key == "-g");
}

TEST_CASE("answers that are neither tokens nor a challenge are the server's fault") {
  for (const char* body :
       {"{}", R"({"AuthenticationResult":null})", R"({"AuthenticationResult":{}})",
        R"({"AuthenticationResult":{"AccessToken":7}})", R"({"ChallengeName":""})",
        R"({"AuthenticationResult":{"AccessToken":"opaque","ExpiresIn":-1}})",
        R"({"AuthenticationResult":{"AccessToken":"opaque","ExpiresIn":9223372036854775807}})"}) {
    CAPTURE(body);
    Service service;
    service.answer(body);
    const Error error =
        error_of([&] { service.api.initiate_auth("USER_PASSWORD_AUTH", "alice", password()); });
    CHECK(exit_code(error) == 8);
  }
}

TEST_CASE("a refusal keeps the service's own words and no secret") {
  Service service;
  service.answer(R"({"__type":"NotAuthorizedException","message":"Incorrect username or password."})", 400);
  const Error error = error_of([&] { service.api.initiate_auth("USER_PASSWORD_AUTH", "alice", password()); });
  CHECK(exit_code(error) == 3);
  CHECK(error.code == "NotAuthorizedException");
  CHECK(error.what_failed.find("p,w") == std::string::npos);
}

TEST_CASE("a sign-in that got no answer is not sent again: it may have sent a message or used up a session") {
  Service service;
  service.transport.answer({.curl_error = 56});
  CHECK(exit_code(error_of([&] { service.api.initiate_auth("USER_PASSWORD_AUTH", "alice", password()); })) ==
        56);
}

TEST_CASE("a refresh sends the raw client secret, and takes the new refresh token where there is one") {
  Service service(true);
  service.answer(tokens_answer(R"(,"RefreshToken":"r2")"));
  const jose::Tokens tokens = service.api.refresh(SecretString("r1"), "alice");
  CHECK(service.operation(0) == "AWSCognitoIdentityProviderService.GetTokensFromRefreshToken");
  CHECK(service.sent(0) == Json{{"RefreshToken", "r1"}, {"ClientId", kClient}, {"ClientSecret", kSecret}});
  CHECK(tokens.refresh->reveal() == "r2");
}

TEST_CASE("a refresh names the device that was signed in with, in either operation") {
  Service service(false, true);
  service.answer(tokens_answer());
  service.api.refresh(SecretString("r1"), "alice", "eu_key");
  CHECK(service.sent(0)["DeviceKey"] == "eu_key");
  service.answer(R"({"__type":"UnknownOperationException"})", 400);
  service.answer(tokens_answer());
  service.api.refresh(SecretString("r1"), "alice", "eu_key");
  CHECK(service.sent(2)["AuthParameters"]["DEVICE_KEY"] == "eu_key");
}

TEST_CASE("an answer without a refresh token keeps the old one") {
  Service service;
  service.answer(tokens_answer(""));
  CHECK(service.api.refresh(SecretString("r1"), "alice").refresh->reveal() == "r1");
}

TEST_CASE("a service that does not know GetTokensFromRefreshToken is asked by REFRESH_TOKEN_AUTH") {
  Service service(true);
  service.answer(R"({"__type":"UnknownOperationException"})", 400);
  service.answer(tokens_answer(""));
  service.api.refresh(SecretString("r1"), "alice");
  CHECK(service.operation(1) == "AWSCognitoIdentityProviderService.InitiateAuth");
  CHECK(service.sent(1) ==
        Json{{"AuthFlow", "REFRESH_TOKEN_AUTH"},
             {"ClientId", kClient},
             {"AuthParameters", {{"REFRESH_TOKEN", "r1"}, {"SECRET_HASH", kHashOfAlice}}}});
}

TEST_CASE(
    "emulators say in their own ways that they lack the operation, and are believed where the user set one") {
  struct Saying {
    int status;
    const char* body;
  };
  for (const auto& saying : {Saying{500, R"({"__type":"CognitoLocal#Unsupported","message":"x"})"},
                             Saying{500, "<!doctype html><title>500</title>"}, Saying{501, ""}}) {
    CAPTURE(saying.body);
    Service emulator(false, true);
    emulator.answer(saying.body, saying.status);
    emulator.answer(tokens_answer(""));
    emulator.api.refresh(SecretString("r1"), "alice");
    CHECK(emulator.transport.sent.size() == 2);

    Service real;
    real.answer(saying.body, saying.status);
    real.answer(saying.body, saying.status);
    CHECK(exit_code(error_of([&] { real.api.refresh(SecretString("r1"), "alice"); })) == 75);
  }
}

TEST_CASE("a client's other secret is tried where the service refuses the first, and kept from then on") {
  test::FakeTransport transport;
  test::ManualClock clock;
  test::FixedRandom random;
  aws::JsonClient client(transport, clock, random, {.endpoint = "https://x/", .target_prefix = "P"});
  int fetched = 0;
  Api api(client,
          {.id = kClient,
           .secret = SecretString("old"),
           .other_secret =
               [&] {
                 ++fetched;
                 return std::optional(SecretString(kSecret));
               }},
          clock);
  const auto refused = [&](std::string_view message) {
    transport.answer(
        {.status = 400,
         .body = R"({"__type":"NotAuthorizedException","message":")" + std::string(message) + R"("})"});
  };
  refused("Incorrect username or password.");
  CHECK_THROWS_AS(api.initiate_auth("USER_PASSWORD_AUTH", "alice", {}), Error);
  CHECK(fetched == 0);
  refused("SecretHash does not match for the client: x");
  transport.answer({.body = tokens_answer()});
  api.initiate_auth("USER_PASSWORD_AUTH", "alice", {});
  CHECK(api.used_other_secret());
  CHECK(transport.sent.at(2).body.find(kHashOfAlice) != std::string::npos);
  refused("Unable to verify secret hash for client x");
  CHECK_THROWS_AS(api.initiate_auth("USER_PASSWORD_AUTH", "alice", {}), Error);
  CHECK(fetched == 1);
}

TEST_CASE("a refresh whose answer got lost is sent once more, as the grace period of rotation allows") {
  for (const auto& lost :
       {test::FakeTransport::Answer{.curl_error = 52}, test::FakeTransport::Answer{.curl_error = 18},
        test::FakeTransport::Answer{.body = R"({"AuthenticationResult":{"IdTok)"},
        test::FakeTransport::Answer{.status = 502, .body = "<html>"}}) {
    Service service;
    service.transport.answer(lost);
    service.answer(tokens_answer(R"(,"RefreshToken":"r2")"));
    CHECK(service.api.refresh(SecretString("r1"), "alice").refresh->reveal() == "r2");
    CHECK(service.sent(0) == service.sent(1));
    CHECK(service.clock.slept.size() == 1);
  }
}

TEST_CASE("a refresh is sent twice at most") {
  Service service;
  for (int i = 0; i < 2; ++i) service.transport.answer({.curl_error = 52});
  CHECK(exit_code(error_of([&] { service.api.refresh(SecretString("r1"), "alice"); })) == 52);
  CHECK(service.transport.sent.size() == 2);
}

TEST_CASE("where the second try finds the refresh token used up, the error says what happened") {
  constexpr const char* kReuse = R"({"__type":"RefreshTokenReuseException","message":"reused"})";
  Service service;
  service.transport.answer({.curl_error = 52});
  service.answer(kReuse, 400);
  const Error lost = error_of([&] { service.api.refresh(SecretString("r1"), "alice"); });
  CHECK(exit_code(lost) == 3);
  CHECK(lost.code == "RefreshTokenReuseException");
  CHECK(lost.what_failed.find("its answer got lost on the way") != std::string::npos);
  service.answer(kReuse, 400);
  const Error reused = error_of([&] { service.api.refresh(SecretString("r1"), "alice"); });
  CHECK(reused.what_failed.find("was used before, by another program") != std::string::npos);
}

TEST_CASE("a refused refresh is the answer, whatever the endpoint") {
  Service service(false, true);
  service.answer(R"({"__type":"NotAuthorizedException","message":"Invalid Refresh Token"})", 400);
  CHECK(exit_code(error_of([&] { service.api.refresh(SecretString("r1"), "alice"); })) == 3);
}

TEST_CASE("a refresh that is answered with a challenge is the server's fault") {
  Service service;
  service.answer(kNewPasswordRequired);
  CHECK(exit_code(error_of([&] { service.api.refresh(SecretString("r1"), "alice"); })) == 8);
}

TEST_CASE("revoking sends the raw client secret; signing out everywhere the access token") {
  Service service(true);
  service.answer("");
  service.answer("{}");
  service.api.revoke(SecretString("r1"));
  service.api.sign_out_everywhere(SecretString("a1"));
  CHECK(service.sent(0) == Json{{"Token", "r1"}, {"ClientId", kClient}, {"ClientSecret", kSecret}});
  CHECK(service.sent(1) == Json{{"AccessToken", "a1"}});
}
