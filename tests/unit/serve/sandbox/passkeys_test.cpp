#include "base/json.hpp"
#include "support/test_sandbox.hpp"
#include "webauthn/passkey.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

using cauth::Json;
using cauth::test::kPassword;
using cauth::test::TestSandbox;
namespace webauthn = cauth::webauthn;

namespace {

struct SignedIn {
  SignedIn()
      : access(sandbox.sign_in("alice", kPassword)
                   .body["AuthenticationResult"]["AccessToken"]
                   .get<std::string>()) {}

  webauthn::CreationOptions start() {
    const auto started = sandbox.call("StartWebAuthnRegistration", {{"AccessToken", access}});
    REQUIRE(started.status == 200);
    std::string problem;
    auto options = webauthn::parse_creation_options(started.body["CredentialCreationOptions"], problem);
    REQUIRE_MESSAGE(options, problem);
    return *options;
  }
  cauth::test::Outcome complete(const std::string& credential) {
    return sandbox.call("CompleteWebAuthnRegistration",
                        {{"AccessToken", access}, {"Credential", *cauth::parse_json(credential)}});
  }
  Json list() {
    return sandbox.call("ListWebAuthnCredentials", {{"AccessToken", access}}).body["Credentials"];
  }

  TestSandbox sandbox;
  std::string access;
};

}  // namespace

TEST_CASE("a passkey is registered, listed and deleted") {
  SignedIn alice;
  const auto options = alice.start();
  CHECK(options.rp_id == "localhost");
  CHECK(options.user_name == "alice");
  auto made = webauthn::make_passkey(options, alice.sandbox.random);
  const auto completed = alice.complete(made.credential_json);
  CHECK_MESSAGE(completed.status == 200, completed.message);
  REQUIRE(alice.list().size() == 1);
  const Json passkey = alice.list()[0];
  CHECK(passkey["RelyingPartyId"] == "localhost");
  CHECK(passkey["AuthenticatorAttachment"] == "platform");
  CHECK(alice.start().exclude.at(0) == made.passkey.credential_id);

  const Json target = {{"AccessToken", alice.access}, {"CredentialId", passkey["CredentialId"]}};
  CHECK(alice.sandbox.call("DeleteWebAuthnCredential", target).status == 200);
  CHECK(alice.sandbox.call("DeleteWebAuthnCredential", target).type == "ResourceNotFoundException");
  CHECK(alice.list().empty());
}

TEST_CASE("a registration serves once, and for the challenge that was asked") {
  SignedIn alice;
  auto options = alice.start();
  const std::string good = webauthn::make_passkey(options, alice.sandbox.random).credential_json;
  alice.start();  // another challenge
  CHECK(alice.complete(good).type == "WebAuthnChallengeNotFoundException");
  CHECK(alice.complete(good).message == "No registration of a passkey was started.");
  options = alice.start();
  options.rp_id = "example.com";
  const std::string elsewhere = webauthn::make_passkey(options, alice.sandbox.random).credential_json;
  CHECK(alice.complete(elsewhere).type == "WebAuthnOriginNotAllowedException");
  CHECK(alice.list().empty());
}

TEST_CASE("what a user may sign in with is told") {
  SignedIn alice;
  const auto factors = [&] {
    return alice.sandbox.call("GetUserAuthFactors", {{"AccessToken", alice.access}})
        .body["ConfiguredUserAuthFactors"];
  };
  CHECK(factors() == Json::array({"PASSWORD"}));
  alice.complete(webauthn::make_passkey(alice.start(), alice.sandbox.random).credential_json);
  CHECK(factors() == Json::array({"PASSWORD", "WEB_AUTHN"}));
}
