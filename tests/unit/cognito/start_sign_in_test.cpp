#include "cognito/start_sign_in.hpp"

#include "aws/json_client.hpp"
#include "base/error.hpp"
#include "support/fake_transport.hpp"
#include "support/fixed_random.hpp"
#include "support/manual_clock.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace cauth;
using namespace cauth::cognito;

namespace {

constexpr const char* kChallenge = R"({"ChallengeName":"SMS_MFA","Session":"s","ChallengeParameters":{}})";
constexpr const char* kNoSrp =
    R"({"__type":"InvalidParameterException","message":"USER_SRP_AUTH is not enabled for the client."})";

// One sign-in against prepared answers, and what it said and sent.
struct Attempt {
  test::FakeTransport transport;
  test::ManualClock clock;
  test::FixedRandom random;
  std::vector<std::string> told;
  int passwords_asked = 0;

  Step start(Flow flow, std::string pool_name = "AbCdEfGhI") {
    aws::JsonClient client(transport, clock, random,
                           {.endpoint = "http://127.0.0.1/", .target_prefix = "P", .region = "us-east-1"});
    Api api(client, {.id = "client"}, clock);
    const SignInStart start{.flow = flow,
                            .pool_name = std::move(pool_name),
                            .username = "alice",
                            .password =
                                [this] {
                                  ++passwords_asked;
                                  return SecretString("the-password");
                                },
                            .tell = [this](std::string_view text) { told.emplace_back(text); }};
    return start_sign_in(api, start, {}, random, clock);
  }
  bool sent(std::size_t index, std::string_view text) const {
    return transport.sent.at(index).body.find(text) != std::string::npos;
  }
};

}  // namespace

TEST_CASE("the automatic flow goes from SRP to the password only when the client has no SRP, and says so") {
  Attempt attempt;
  attempt.transport.answer({.status = 400, .body = kNoSrp});
  attempt.transport.answer({.body = kChallenge});
  attempt.start(Flow::automatic);
  CHECK(attempt.sent(0, "USER_SRP_AUTH"));
  CHECK_FALSE(attempt.sent(0, "the-password"));
  CHECK(attempt.sent(1, "USER_PASSWORD_AUTH"));
  CHECK(attempt.told ==
        std::vector<std::string>{"SRP is not enabled for this client: signing in with the password flow"});
  CHECK(attempt.passwords_asked == 1);
}

TEST_CASE("no other refusal lets the password go over the wire") {
  for (const char* refusal :
       {R"({"__type":"NotAuthorizedException","message":"Incorrect username or password."})",
        R"({"__type":"ResourceNotFoundException","message":"User pool client c does not exist."})",
        R"({"__type":"InvalidParameterException","message":"Missing required parameter SRP_A"})"}) {
    CAPTURE(refusal);
    Attempt attempt;
    attempt.transport.answer({.status = 400, .body = refusal});
    CHECK_THROWS_AS(attempt.start(Flow::automatic), Error);
    CHECK_FALSE(attempt.sent(0, "the-password"));
  }
}

TEST_CASE("a flow that is asked for is the only one that is tried") {
  Attempt srp;
  srp.transport.answer({.status = 400, .body = kNoSrp});
  CHECK_THROWS_AS(srp.start(Flow::srp), Error);

  Attempt password;
  password.transport.answer({.body = kChallenge});
  password.start(Flow::password);
  CHECK(password.sent(0, "USER_PASSWORD_AUTH"));
}

TEST_CASE("without a pool id there is no SRP, and the password flow serves") {
  Attempt attempt;
  attempt.transport.answer({.body = kChallenge});
  attempt.start(Flow::automatic, "");
  CHECK(attempt.sent(0, "USER_PASSWORD_AUTH"));
  Attempt forced;
  CHECK_THROWS_AS(forced.start(Flow::srp, ""), Error);
}

TEST_CASE("the custom flow asks for no password") {
  Attempt attempt;
  attempt.transport.answer({.body = kChallenge});
  attempt.start(Flow::custom);
  CHECK(attempt.sent(0, "CUSTOM_AUTH"));
  CHECK(attempt.passwords_asked == 0);
}
