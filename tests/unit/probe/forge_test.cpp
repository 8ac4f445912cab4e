#include "probe/forge.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "jose/verifier.hpp"
#include "support/token_maker.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

namespace cauth::probe {
namespace {

using jose::Reason;

const std::string& good_text() {
  static const std::string text = test::sign(test::header(), test::id_claims());
  return text;
}

jose::DecodedToken good() {
  return *jose::decode_token(good_text()).token;
}

// By the rules that the good token passes.
jose::Verification judge(std::string_view token) {
  auto keys = jose::KeySet::parse(test::key_set());
  const jose::Policy policy{.issuers = {std::string(test::kIssuer)}, .clients = {std::string(test::kClient)}};
  return jose::verify(token, policy, keys, from_unix_seconds(std::chrono::seconds(test::kIssued)));
}

}  // namespace

TEST_CASE("the token that is forged from is good itself") {
  CHECK(judge(good_text()).verdict);
}

TEST_CASE("a changed signature is refused for being one, and is still base64url of the same length") {
  const auto token = with_broken_signature(good());
  CHECK(token.reveal() != good_text());
  CHECK(token.size() == good_text().size());
  CHECK(judge(token.reveal()).verdict.reason == Reason::bad_signature);
}

TEST_CASE("changed claims are one more, under the old signature") {
  const auto token = with_changed_claims(good());
  const auto judged = judge(token.reveal());
  CHECK(judged.verdict.reason == Reason::bad_signature);
  REQUIRE(judged.token);
  CHECK(judged.token->signature == good().signature);
  Json claims = judged.token->payload;
  CHECK(claims.erase("cauth:probe") == 1);
  CHECK(claims == good().payload);
}

TEST_CASE("a changed kid is one that the key set has not, under the old signature") {
  const auto token = with_changed_kid(good());
  const auto judged = judge(token.reveal());
  CHECK(judged.verdict.reason == Reason::unknown_kid);
  CHECK(judged.token->signature == good().signature);
}

TEST_CASE("alg none is spelled as asked, has no signature, and is refused for either") {
  for (const std::string_view alg : {"none", "None", "NONE", "nOnE"}) {
    const auto token = without_signature(good(), alg);
    const std::string text(token.reveal());
    CHECK(text.ends_with('.'));
    CHECK(judge(text).verdict.reason == Reason::malformed);
    const auto judged = judge(text + "AAAA");
    CHECK(judged.verdict.reason == Reason::alg_not_allowed);
    CHECK(judged.token->header["alg"] == alg);
    CHECK(judged.token->payload == good().payload);
  }
}

TEST_CASE("HS256 with the public key is refused for its alg") {
  const auto key = test::signing_key().public_half();
  for (const std::string& secret : {key.pem(), key.der()}) {
    const auto token = signed_by_hmac(good(), secret);
    const auto judged = judge(token.reveal());
    CHECK(judged.verdict.reason == Reason::alg_not_allowed);
    CHECK(judged.token->header["alg"] == "HS256");
    CHECK(judged.token->header["kid"] == test::kKid);
    CHECK(judged.token->signature.size() == 32);
  }
  CHECK(signed_by_hmac(good(), key.pem()).reveal() != signed_by_hmac(good(), key.der()).reveal());
}

TEST_CASE("a token with its own key is really signed with that, and refused for its kid") {
  const auto own = crypto::RsaPrivateKey::generate();
  const auto token = with_embedded_key(good(), own);
  const auto judged = judge(token.reveal());
  CHECK(judged.verdict.reason == Reason::unknown_kid);
  CHECK(own.public_half().verify_rs256(judged.token->signing_input, judged.token->signature));
  CHECK(judged.token->header["jwk"]["n"] == base64url_encode(own.modulus()));
}

}  // namespace cauth::probe
