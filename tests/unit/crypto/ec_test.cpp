#include "crypto/ec.hpp"

#include "base/bytes.hpp"

#include <doctest/doctest.h>

namespace cauth::crypto {
namespace {

std::string octets(std::string_view hex) {
  return hex_decode(hex).value();
}

// RFC 6979 appendix A.2.5: P-256, SHA-256, "sample".
const P256Point kPoint{.x = octets("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6"),
                       .y = octets("7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299")};
const std::string kSignature = octets(
    "3046022100EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
    "022100F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");

TEST_CASE("the signature of RFC 6979 is verified, and no other") {
  const auto key = EcPublicKey::from_point(kPoint);
  REQUIRE(key);
  CHECK(key->verify_es256("sample", kSignature));
  CHECK_FALSE(key->verify_es256("simple", kSignature));
  std::string changed = kSignature;
  changed.back() ^= 1;
  CHECK_FALSE(key->verify_es256("sample", changed));
  CHECK_FALSE(key->verify_es256("sample", ""));
}

TEST_CASE("coordinates that are no point of the curve make no key") {
  P256Point wrong = kPoint;
  wrong.y.back() ^= 1;
  CHECK_FALSE(EcPublicKey::from_point(wrong));
  CHECK_FALSE(EcPublicKey::from_point({.x = std::string(32, '\0'), .y = std::string(32, '\0')}));
  CHECK_FALSE(EcPublicKey::from_point({.x = kPoint.x.substr(1), .y = kPoint.y}));
}

TEST_CASE("a key pair signs what its public key verifies, before and after it was written down") {
  const EcPrivateKey key = EcPrivateKey::generate();
  const auto copy = EcPrivateKey::from_pem(key.pem().reveal());
  REQUIRE(copy);
  const auto public_key = EcPublicKey::from_point(key.point());
  REQUIRE(public_key);
  CHECK(public_key->verify_es256("message", key.sign_es256("message")));
  CHECK(public_key->verify_es256("message", copy->sign_es256("message")));
  CHECK(key.public_der().ends_with(key.point().x + key.point().y));
}

TEST_CASE("keys of another kind or curve are refused") {
  CHECK_FALSE(EcPrivateKey::from_pem("garbage"));
  CHECK_FALSE(EcPrivateKey::from_pem(RsaPrivateKey::generate().pem().reveal()));
  // openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1
  CHECK_FALSE(EcPrivateKey::from_pem(R"(-----BEGIN PRIVATE KEY-----
MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0wawIBAQQgyjYQ+NzOAPi4VoXm+Agj
JaJ9prYPiff9isJkKK6ij32hRANCAAQRTfvLbelwnSaT6zWlqJGnMIE+GGuXzDWE
KFToVi/yln2FcBLWBRDEolo9qI9v/a2Y7GGWU7rtxQGf/tfhsgG0
-----END PRIVATE KEY-----
)"));
}

}  // namespace
}  // namespace cauth::crypto
