#include "jose/jwks.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "support/token_maker.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::jose {
namespace {

using test::key_set;
using test::public_jwk;

// The key of a set of one, changed.
Jwk key_with(const Json& change) {
  Json jwk = public_jwk();
  jwk.update(change);
  auto keys = KeySet::parse(key_set({jwk}));
  const Jwk* found = keys.find("", test::kKid);
  REQUIRE(found != nullptr);
  CHECK(found->key.has_value() == found->problem.empty());
  return {.key = std::nullopt, .weak = found->weak, .problem = found->problem};
}

std::string refusal_of(std::string_view text) {
  try {
    KeySet::parse(text);
  } catch (const Error& error) {
    CHECK(error.category == Category::usage);
    return error.what_failed;
  }
  return {};
}

}  // namespace

TEST_CASE("a key is found by its kid, exactly") {
  auto keys = KeySet::parse(test::jose_vector("jwks.json"));
  CHECK(keys.size() == 1);
  CHECK(keys.usable());
  REQUIRE(keys.find("", "test-key-1") != nullptr);
  CHECK(keys.find("", "test-key-1")->key->bits() == 2048);
  for (const std::string_view kid :
       {"", "Test-key-1", "test-key-1 ", "test-key", "../../dev/null", "' OR 1=1 --"}) {
    CHECK(keys.find("", kid) == nullptr);
  }
  CHECK(keys.find("", std::string_view("test-key-1\0", 11)) == nullptr);
}

TEST_CASE("text that is no key set is refused as a whole") {
  CHECK(refusal_of("") == "the key set is not JSON: incomplete JSON");
  CHECK(refusal_of("<html>").starts_with("the key set is not JSON"));
  CHECK(refusal_of("[]") == "the key set has no \"keys\"");
  CHECK(refusal_of("{}") == "the key set has no \"keys\"");
  CHECK(refusal_of(R"({"keys":{}})") == "the key set has no \"keys\"");
  CHECK(refusal_of(R"({"keys":[],"keys":[]})").starts_with("the key set is not JSON"));
  CHECK(refusal_of(key_set({public_jwk(), public_jwk()})) == "the key set has two keys named \"test-key-1\"");
  CHECK_FALSE(refusal_of(std::string(kLargestKeySet + 1, ' ')).empty());
}

TEST_CASE("a set without a key that verifies anything is known as such") {
  CHECK_FALSE(KeySet::parse(R"({"keys":[]})").usable());
  CHECK_FALSE(KeySet::parse(R"({"keys":[{"kty":"EC","kid":"a"},5,"x",null,{"kty":"RSA"}]})").usable());
}

TEST_CASE("a key for something else says what it is for") {
  CHECK(key_with({{"kty", "EC"}}).problem == "it is not an RSA key");
  CHECK(key_with({{"kty", "rsa"}}).problem == "it is not an RSA key");
  CHECK(key_with({{"use", "enc"}}).problem == "its use is \"enc\", not \"sig\"");
  CHECK(key_with({{"alg", "RS512"}}).problem == "its alg is \"RS512\", not \"RS256\"");
  CHECK(key_with({{"alg", 5}}).problem == "its alg is 5, not \"RS256\"");
  CHECK(key_with({{"key_ops", {"sign"}}}).problem == "its key_ops do not have \"verify\"");
  CHECK(key_with({{"key_ops", "verify"}}).problem == "its key_ops do not have \"verify\"");
  CHECK(key_with({{"key_ops", {"sign", "verify"}}}).problem.empty());
  CHECK(key_with({{"n", 5}}).problem == "its n or e is not base64url");
  CHECK(key_with({{"e", "AQAB="}}).problem == "its n or e is not base64url");
  CHECK_FALSE(key_with({{"use", "enc"}}).weak);
}

TEST_CASE("use, alg and key_ops may be missing") {
  Json jwk = public_jwk();
  for (const auto* name : {"use", "alg"}) jwk.erase(name);
  CHECK(KeySet::parse(key_set({jwk})).usable());
}

TEST_CASE("a key that is too small or has a bad exponent is weak") {
  for (const unsigned bits : {512U, 1024U}) {
    const auto weak = crypto::RsaPrivateKey::generate(bits);
    const auto key = key_with({{"n", base64url_encode(weak.modulus())}});
    CHECK(key.weak);
    CHECK(key.problem == "its modulus has " + std::to_string(bits) + " bits, fewer than 2048");
  }
  for (const auto* exponent : {"AQ", "Ag", "AA", "AQAA"}) {
    CAPTURE(exponent);
    CHECK(key_with({{"e", exponent}}).weak);
  }
}

}  // namespace cauth::jose
