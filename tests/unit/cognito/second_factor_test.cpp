#include "base/json.hpp"
#include "cognito/conversation.hpp"
#include "support/map_inputs.hpp"
#include "support/test_conversation.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <utility>

using namespace cauth;
using namespace cauth::cognito;
using namespace std::chrono_literals;
using Given = test::MapInputs::Given;

namespace {

constexpr const char* kTokens =
    R"({"AuthenticationResult":{"AccessToken":"a1","IdToken":"i1","ExpiresIn":3600,"TokenType":"Bearer"}})";
constexpr const char* kUsed =
    R"({"__type":"ExpiredCodeException","message":"Your software token has already been used once."})";
constexpr const char* kMismatch = R"({"__type":"EnableSoftwareTokenMFAException","message":"Code mismatch"})";

// RFC 6238 appendix B, the secret "12345678901234567890".
constexpr const char* kSecret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
constexpr std::chrono::seconds kWhen{1111111109};  // one second before its window's end
constexpr const char* kCode = "081804";
constexpr const char* kNextCode = "050471";

/// What a machine has at hand, and what was done with it.
struct FakeAuthenticators : Authenticators {
  std::optional<SecretString> totp_secret() override {
    return secret.empty() ? std::nullopt : std::optional(SecretString(secret));
  }
  std::uint64_t take_totp_step(const std::string& /*username*/, std::uint64_t earliest) override {
    next_step = std::max(earliest, next_step) + 1;
    return next_step - 1;
  }
  bool can_enrol() override { return file || person; }
  bool keep(const TotpEnrolment& enrolment) override {
    if (file) kept = enrolment.secret.reveal();
    return file;
  }
  void drop() override { kept.clear(); }
  std::string introduce(const TotpEnrolment& enrolment) override {
    shown = enrolment.uri().reveal();
    return "look: ";
  }
  std::optional<SecretString> sign(std::string_view options, const std::string& username) override {
    signed_for = username + ":" + std::string(options);
    return passkey ? std::optional(SecretString("{}")) : std::nullopt;
  }

  std::string secret;
  std::uint64_t next_step = 0;
  bool file = false, person = false, passkey = false;
  std::string kept, shown, signed_for;
};

/// Answers of one who is there to be asked again, or is not.
struct Answering : test::MapInputs {
  using MapInputs::MapInputs;
  bool ask_again(std::string_view /*wrong_key*/) override { return person; }
  bool person = false;
};

Challenge challenge_named(std::string name, const char* key = "USERNAME", std::string value = "alice") {
  Challenge challenge;
  challenge.name = std::move(name);
  challenge.session = SecretString("s1");
  challenge.parameters[key] = std::move(value);
  return challenge;
}

struct Talk {
  explicit Talk(Given given = {}) : inputs(std::move(given)) {
    conversation.clock = test::ManualClock(from_unix_seconds(kWhen));
  }
  Step run(Challenge challenge) { return run_challenges(conversation.it, std::move(challenge)); }
  void answer(std::string body) { conversation.transport.answer({.body = std::move(body)}); }
  void refuse(std::string body) { conversation.transport.answer({.status = 400, .body = std::move(body)}); }

  Answering inputs;
  FakeAuthenticators at_hand;
  test::TestConversation conversation{inputs, &at_hand};
};

Challenge mfa_setup_of(std::string kinds = R"(["SOFTWARE_TOKEN_MFA"])") {
  return challenge_named("MFA_SETUP", "MFAS_CAN_SETUP", std::move(kinds));
}

}  // namespace

TEST_CASE("a code is computed where the secret is at hand") {
  Talk talk;
  talk.at_hand.secret = kSecret;
  talk.answer(kTokens);
  CHECK(std::holds_alternative<SignedIn>(talk.run(challenge_named("SOFTWARE_TOKEN_MFA"))));
  CHECK(talk.conversation.sent(0, std::string("\"SOFTWARE_TOKEN_MFA_CODE\":\"") + kCode));
  CHECK(talk.inputs.asked.empty());
  CHECK(talk.conversation.told.empty());
}

TEST_CASE("a code that was given counts more than one that could be computed") {
  Talk talk(Given{{"SOFTWARE_TOKEN_MFA_CODE", "123456"}});
  talk.at_hand.secret = kSecret;
  talk.answer(kTokens);
  talk.run(challenge_named("SOFTWARE_TOKEN_MFA"));
  CHECK(talk.conversation.sent(0, "123456"));
}

TEST_CASE("where the code of now was sent already the next one is waited for, and a line says so") {
  Talk talk;
  talk.at_hand.secret = kSecret;
  talk.at_hand.next_step = static_cast<std::uint64_t>(kWhen.count()) / 30 + 1;
  talk.answer(kTokens);
  talk.run(challenge_named("SOFTWARE_TOKEN_MFA"));
  CHECK(talk.conversation.sent(0, kNextCode));
  CHECK(talk.conversation.told ==
        std::vector<std::string>{"the code of now was sent already; waiting 1s for the next one"});
  CHECK(talk.conversation.clock.slept == std::vector<TimePoint::duration>{1s});
}

TEST_CASE("a code that the service had before is followed by the next one, under the same session") {
  Talk talk;
  talk.at_hand.secret = kSecret;
  talk.refuse(kUsed);
  talk.answer(kTokens);
  CHECK(std::holds_alternative<SignedIn>(talk.run(challenge_named("SOFTWARE_TOKEN_MFA"))));
  CHECK(talk.conversation.sent(0, kCode));
  CHECK(talk.conversation.sent(1, kNextCode));
  CHECK(talk.conversation.sent(1, "\"Session\":\"s1\""));
}

TEST_CASE("computed codes are tried three times, typed ones once") {
  Talk computed;
  computed.at_hand.secret = kSecret;
  for (int i = 0; i < 3; ++i) computed.refuse(kUsed);
  CHECK_THROWS_AS(computed.run(challenge_named("SOFTWARE_TOKEN_MFA")), Error);
  Talk typed(Given{{"SOFTWARE_TOKEN_MFA_CODE", "123456"}});
  typed.refuse(kUsed);
  CHECK_THROWS_AS(typed.run(challenge_named("SOFTWARE_TOKEN_MFA")), Error);
}

TEST_CASE("nobody waits for minutes behind others") {
  Talk talk;
  talk.at_hand.secret = kSecret;
  talk.at_hand.next_step = static_cast<std::uint64_t>(kWhen.count()) / 30 + 5;
  try {
    talk.run(challenge_named("SOFTWARE_TOKEN_MFA"));
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.category == Category::temporary);
  }
  CHECK(talk.conversation.clock.slept.empty());
}

TEST_CASE("an authenticator is set up into a file, and the sign-in goes on with the newest session") {
  Talk talk;
  talk.at_hand.file = true;
  talk.answer(std::string(R"({"SecretCode":")") + kSecret + R"(","Session":"s2"})");
  talk.answer(R"({"Status":"SUCCESS","Session":"s3"})");
  talk.answer(kTokens);
  CHECK(std::holds_alternative<SignedIn>(talk.run(mfa_setup_of())));
  CHECK(talk.at_hand.kept == kSecret);
  CHECK(talk.at_hand.shown.empty());
  CHECK(talk.conversation.sent(0, "\"Session\":\"s1\""));
  CHECK(talk.conversation.sent(1, "\"Session\":\"s2\""));
  CHECK(talk.conversation.sent(1, kCode));
  CHECK(talk.conversation.sent(2, "\"Session\":\"s3\""));
  CHECK(talk.conversation.sent(2, "\"ChallengeName\":\"MFA_SETUP\""));
}

TEST_CASE("a secret that the service did not take is not kept") {
  Talk talk;
  talk.at_hand.file = true;
  talk.answer(std::string(R"({"SecretCode":")") + kSecret + R"(","Session":"s2"})");
  talk.refuse(kMismatch);
  CHECK_THROWS_AS(talk.run(mfa_setup_of()), Error);
  CHECK(talk.at_hand.kept.empty());
}

TEST_CASE("a person is shown the secret, and may mistype twice") {
  Talk talk(Given{{"USER_CODE", "111111"}});
  talk.at_hand.person = true;
  talk.inputs.person = true;
  talk.answer(std::string(R"({"SecretCode":")") + kSecret + R"(","Session":"s2"})");
  talk.refuse(kMismatch);
  talk.refuse(kMismatch);
  talk.answer(R"({"Status":"SUCCESS","Session":"s3"})");
  talk.answer(kTokens);
  CHECK(std::holds_alternative<SignedIn>(talk.run(mfa_setup_of())));
  CHECK(talk.at_hand.shown == std::string("otpauth://totp/Cognito%20AbCdEfGhI:alice?secret=") + kSecret +
                                  "&issuer=Cognito%20AbCdEfGhI");
  CHECK(talk.conversation.told.size() == 2);
  CHECK(talk.inputs.asked.at(0).prompt == "look: Code that the authenticator shows");
  CHECK(talk.inputs.asked.at(1).prompt == "Code that the authenticator shows");
}

TEST_CASE("without anybody to take a secret none is asked for, and the sign-in stops") {
  Talk talk;
  const Step end = talk.run(mfa_setup_of());
  CHECK(std::get<Challenge>(end).session.reveal() == "s1");
  CHECK(talk.conversation.transport.sent.empty());
}

TEST_CASE("a set-up that nobody finished stops under the session that is good") {
  Talk talk;
  talk.at_hand.person = true;
  talk.answer(std::string(R"({"SecretCode":")") + kSecret + R"(","Session":"s2"})");
  const Step end = talk.run(mfa_setup_of());
  CHECK(std::get<Challenge>(end).session.reveal() == "s2");
}

TEST_CASE("of several second factors one is chosen; an address is what e-mail needs") {
  Talk talk(Given{{"MFA_SETUP", "EMAIL_OTP"}, {"EMAIL", "alice@example.com"}});
  talk.answer(kTokens);
  talk.run(mfa_setup_of(R"(["SMS_MFA","SOFTWARE_TOKEN_MFA","EMAIL_OTP"])"));
  CHECK(talk.conversation.sent(0, R"("EMAIL":"alice@example.com")"));
  Talk wrong(Given{{"MFA_SETUP", "CARRIER_PIGEON"}});
  CHECK_THROWS_AS(wrong.run(mfa_setup_of(R"(["SOFTWARE_TOKEN_MFA","EMAIL_OTP"])")), Error);
  Talk none;
  CHECK(std::holds_alternative<Challenge>(none.run(mfa_setup_of(R"(["SMS_MFA"])"))));
}

TEST_CASE("a passkey answers WEB_AUTHN where there is one") {
  Talk talk;
  talk.at_hand.passkey = true;
  talk.answer(kTokens);
  const auto challenge = [] { return challenge_named("WEB_AUTHN", "CREDENTIAL_REQUEST_OPTIONS", "{}"); };
  talk.run(challenge());
  CHECK(talk.at_hand.signed_for == "alice:{}");
  CHECK(talk.conversation.sent(0, R"("CREDENTIAL":"{}")"));
  Talk none;
  CHECK(std::holds_alternative<Challenge>(none.run(challenge())));
}
