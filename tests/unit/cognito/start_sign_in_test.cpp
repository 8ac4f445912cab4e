#include "cognito/start_sign_in.hpp"

#include "base/error.hpp"
#include "support/map_inputs.hpp"
#include "support/test_conversation.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace cauth;
using namespace cauth::cognito;
using Given = test::MapInputs::Given;

namespace {

constexpr const char* kChallenge = R"({"ChallengeName":"SMS_MFA","Session":"s","ChallengeParameters":{}})";
constexpr const char* kNoSrp =
    R"({"__type":"InvalidParameterException","message":"USER_SRP_AUTH is not enabled for the client."})";

constexpr const char* kNoChoice =
    R"({"__type":"InvalidParameterException","message":"USER_AUTH is not enabled for the client."})";

// One sign-in against prepared answers.
struct Attempt {
  explicit Attempt(Given given = {{"PASSWORD", "the-password"}}) : inputs(std::move(given)) {}
  Step start(Flow flow) { return start_sign_in(conversation.it, flow); }
  void answer(test::FakeTransport::Answer answer) { conversation.transport.answer(std::move(answer)); }
  bool sent(std::size_t index, std::string_view text) const { return conversation.sent(index, text); }

  test::MapInputs inputs;
  test::TestConversation conversation{inputs};
};

}  // namespace

TEST_CASE("the automatic flow goes on to what the client has, and says so") {
  Attempt attempt;
  attempt.answer({.status = 400, .body = kNoSrp});
  attempt.answer({.status = 400, .body = kNoChoice});
  attempt.answer({.body = kChallenge});
  attempt.start(Flow::automatic);
  CHECK(attempt.sent(0, "USER_SRP_AUTH"));
  CHECK_FALSE(attempt.sent(0, "the-password"));
  CHECK(attempt.sent(1, "USER_AUTH"));
  CHECK(attempt.sent(1, R"("PREFERRED_CHALLENGE":"PASSWORD_SRP")"));
  CHECK(attempt.sent(1, "SRP_A"));
  CHECK_FALSE(attempt.sent(1, "the-password"));
  CHECK(attempt.sent(2, "USER_PASSWORD_AUTH"));
  CHECK(attempt.conversation.told ==
        std::vector<std::string>{
            "SRP is not enabled for this client: trying choice-based sign-in",
            "choice-based sign-in is not enabled for this client: trying the password flow"});
  CHECK(attempt.inputs.asked.size() == 1);
}

TEST_CASE("an emulator that does not know choice-based sign-in is one without it") {
  Attempt attempt;
  attempt.answer({.status = 400, .body = kNoSrp});
  attempt.answer({.status = 400,
                  .body = R"({"__type":"InvalidParameterException","message":"Value 'USER_AUTH' at )"
                          R"('authFlow' failed to satisfy constraint"})"});
  attempt.answer({.body = kChallenge});
  attempt.start(Flow::automatic);
  CHECK(attempt.sent(2, "USER_PASSWORD_AUTH"));
}

TEST_CASE("no other refusal lets the password go over the wire") {
  for (const char* refusal :
       {R"({"__type":"NotAuthorizedException","message":"Incorrect username or password."})",
        R"({"__type":"ResourceNotFoundException","message":"User pool client c does not exist."})",
        R"({"__type":"InvalidParameterException","message":"Missing required parameter SRP_A"})"}) {
    CAPTURE(refusal);
    Attempt attempt;
    attempt.answer({.status = 400, .body = refusal});
    CHECK_THROWS_AS(attempt.start(Flow::automatic), Error);
    CHECK_FALSE(attempt.sent(0, "the-password"));
  }
}

TEST_CASE("a flow that is asked for is the only one that is tried") {
  Attempt srp;
  srp.answer({.status = 400, .body = kNoSrp});
  CHECK_THROWS_AS(srp.start(Flow::srp), Error);

  Attempt password;
  password.answer({.body = kChallenge});
  password.start(Flow::password);
  CHECK(password.sent(0, "USER_PASSWORD_AUTH"));
}

TEST_CASE("without a pool id there is no SRP, and the password flow serves") {
  Attempt attempt;
  attempt.answer({.body = kChallenge});
  attempt.conversation.it.pool_name.clear();
  attempt.start(Flow::automatic);
  CHECK(attempt.sent(0, "USER_PASSWORD_AUTH"));
  Attempt forced;
  forced.conversation.it.pool_name.clear();
  CHECK_THROWS_AS(forced.start(Flow::srp), Error);
}

TEST_CASE("the custom flow asks for no password") {
  Attempt attempt;
  attempt.answer({.body = kChallenge});
  attempt.start(Flow::custom);
  CHECK(attempt.sent(0, "CUSTOM_AUTH"));
  CHECK(attempt.inputs.asked.size() == 0);
}

TEST_CASE("a flow that begins with a password wants one, and sends nothing without it") {
  for (const Flow flow : {Flow::automatic, Flow::srp, Flow::password, Flow::admin, Flow::custom_srp}) {
    Attempt attempt(Given{});
    CHECK_THROWS_AS(attempt.start(flow), Error);
    CHECK(attempt.conversation.transport.sent.empty());
  }
}

TEST_CASE("a custom flow may have the password proved first") {
  Attempt attempt;
  attempt.answer({.body = kChallenge});
  attempt.start(Flow::custom_srp);
  CHECK(attempt.sent(0, R"("AuthFlow":"CUSTOM_AUTH")"));
  CHECK(attempt.sent(0, R"("CHALLENGE_NAME":"SRP_A")"));
  CHECK_FALSE(attempt.sent(0, "the-password"));
}

TEST_CASE("choice-based sign-in asks for a password only where that is what is preferred") {
  Attempt open;
  open.answer({.body = kChallenge});
  open.start(Flow::user_auth);
  CHECK(open.inputs.asked.empty());
  CHECK_FALSE(open.sent(0, "PREFERRED_CHALLENGE"));

  Attempt code;
  code.conversation.it.preferred_challenge = "EMAIL_OTP";
  code.answer({.body = kChallenge});
  code.start(Flow::user_auth);
  CHECK(code.inputs.asked.empty());
  CHECK(code.sent(0, R"("PREFERRED_CHALLENGE":"EMAIL_OTP")"));

  Attempt password;
  password.conversation.it.preferred_challenge = "PASSWORD";
  password.answer({.body = kChallenge});
  password.start(Flow::user_auth);
  CHECK(password.sent(0, R"("PASSWORD":"the-password")"));
}

TEST_CASE("every flow has a name, and every name a flow") {
  for (const auto& name : flow_names()) CHECK(flow_named(name));
  CHECK(flow_names().size() == 7);
  CHECK_FALSE(flow_named("SRP"));
}
