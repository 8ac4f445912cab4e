#include "webauthn/passkey.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "support/fixed_random.hpp"
#include "webauthn/relying_party.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <string>

namespace cauth::webauthn {
namespace {

const std::string kChallenge = "AAAAAAAAAAAAAAAAAAAAAA";  // sixteen octets

CreationOptions creation_options() {
  return {.challenge = kChallenge,
          .rp_id = "auth.example.com",
          .user_id = "user-1",
          .user_name = "alice",
          .takes_es256 = true};
}

RequestOptions request_options() {
  return {.challenge = kChallenge, .rp_id = "auth.example.com"};
}

Json parsed(const std::string& text) {
  return *parse_json(text);
}

struct Made {
  Made() : made(make_passkey(creation_options(), random)) {
    std::string problem;
    auto checked = check_registration(parsed(made.credential_json), expected, problem);
    REQUIRE_MESSAGE(checked, problem);
    credential = *checked;
  }
  test::FixedRandom random;
  Expectation expected{.challenge = kChallenge, .rp_id = "auth.example.com", .user_verification = true};
  NewPasskey made;
  Credential credential;
};

TEST_CASE("a passkey registers, and signs in as often as it likes") {
  Made all;
  CHECK(all.credential.id == all.made.passkey.credential_id);
  CHECK(all.credential.attachment == "platform");
  for (std::uint32_t count = 1; count <= 3; ++count) {
    std::string problem;
    const Json answer = parsed(sign_challenge(all.made.passkey, request_options()));
    CHECK_MESSAGE(check_assertion(answer, all.expected, all.credential, problem), problem);
    CHECK(all.credential.sign_count == count);
    CHECK(base64url_decode(answer["response"]["userHandle"].get<std::string>()) == "user-1");
  }
}

TEST_CASE("where verification is discouraged none is claimed") {
  Made all;
  RequestOptions options = request_options();
  options.user_verification = UserVerification::discouraged;
  std::string problem;
  const Json answer = parsed(sign_challenge(all.made.passkey, options));
  CHECK_FALSE(check_assertion(answer, all.expected, all.credential, problem));
  CHECK(problem == "the user was not verified");
}

TEST_CASE("a relying party without ES256 gets no passkey") {
  test::FixedRandom random;
  CreationOptions options = creation_options();
  options.takes_es256 = false;
  CHECK_THROWS_AS(make_passkey(options, random), Error);
}

TEST_CASE("credProps is answered when it was asked for") {
  test::FixedRandom random;
  CreationOptions options = creation_options();
  CHECK(parsed(make_passkey(options, random).credential_json)["clientExtensionResults"] == Json::object());
  options.wants_properties = true;
  CHECK(parsed(make_passkey(options, random).credential_json)["clientExtensionResults"]["credProps"]["rk"] ==
        true);
}

TEST_CASE("a passkey answers its own relying party, and lists that it is on") {
  Made all;
  const Passkey& passkey = all.made.passkey;
  RequestOptions options = request_options();
  CHECK(answers(passkey, options));
  options.allow = {"another"};
  CHECK_FALSE(answers(passkey, options));
  options.allow.push_back(passkey.credential_id);
  CHECK(answers(passkey, options));
  options.rp_id = "example.com";
  CHECK_FALSE(answers(passkey, options));
}

TEST_CASE("a private key that is none is one clear error") {
  Made all;
  all.made.passkey.private_key = SecretString("garbage");
  CHECK_THROWS_AS(sign_challenge(all.made.passkey, request_options()), Error);
}

}  // namespace
}  // namespace cauth::webauthn
