#include "crypto/rsa.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::crypto {
namespace {

// RFC 7515 appendix A.2.
constexpr std::string_view kModulus =
    "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-"
    "SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-"
    "UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2e"
    "thFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";
constexpr std::string_view kSigningInput =
    "eyJhbGciOiJSUzI1NiJ9."
    "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
constexpr std::string_view kRsaSignature =
    "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJ"
    "dbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN"
    "9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXL"
    "IhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw";

std::string decoded(std::string_view text) {
  return base64url_decode(text).value();
}

std::optional<RsaPublicKey> key_of(std::string_view n, std::string_view e) {
  std::string problem;
  auto key = RsaPublicKey::from_components(n, e, problem);
  CHECK(key.has_value() == problem.empty());
  return key;
}

std::string problem_with(std::string_view n, std::string_view e) {
  std::string problem;
  CHECK_FALSE(RsaPublicKey::from_components(n, e, problem));
  return problem;
}

const std::string kExponent = {1, 0, 1};

}  // namespace

TEST_CASE("the signature of RFC 7515 A.2 is good, and one with a flipped bit is not") {
  const auto key = key_of(decoded(kModulus), kExponent);
  REQUIRE(key);
  CHECK(key->bits() == 2048);
  std::string signature = decoded(kRsaSignature);
  CHECK(key->verify_rs256(kSigningInput, signature));
  CHECK_FALSE(key->verify_rs256(std::string(kSigningInput) + 'x', signature));
  CHECK_FALSE(key->verify_rs256(kSigningInput, signature.substr(1)));
  CHECK_FALSE(key->verify_rs256(kSigningInput, '\0' + signature));
  CHECK_FALSE(key->verify_rs256(kSigningInput, ""));
  signature.back() = static_cast<char>(signature.back() ^ 1);
  CHECK_FALSE(key->verify_rs256(kSigningInput, signature));
}

TEST_CASE("a key too small, too large, even, or with a bad exponent is no key to trust") {
  const std::string good = decoded(kModulus);
  CHECK(problem_with(good.substr(0, 64), kExponent) == "its modulus has 512 bits, fewer than 2048");
  CHECK(problem_with(good.substr(0, 128), kExponent) == "its modulus has 1024 bits, fewer than 2048");
  CHECK(problem_with(std::string(2049, '\xff'), kExponent) ==
        "its modulus or exponent has more than 16384 bits");
  CHECK(problem_with(good.substr(0, 255) + '\x02', kExponent) == "its modulus is even");
  CHECK(problem_with(good, std::string(1, '\x01')) == "its exponent is less than 3");
  CHECK(problem_with(good, std::string(3, '\0')) == "its exponent is less than 3");
  CHECK(problem_with(good, "") == "its exponent is less than 3");
  CHECK(problem_with(good, std::string(1, '\x02')) == "its exponent is even");
  CHECK(problem_with(good, std::string(9, '\xff')) == "its exponent is too large");
  CHECK(problem_with("", kExponent) == "its modulus has 0 bits, fewer than 2048");
}

TEST_CASE("leading zero octets change neither a key nor its size") {
  const auto key = key_of('\0' + decoded(kModulus), '\0' + kExponent);
  REQUIRE(key);
  CHECK(key->bits() == 2048);
  CHECK(key->verify_rs256(kSigningInput, decoded(kRsaSignature)));
  const auto padded = std::string(1600, '\0') + decoded(kModulus).substr(0, 128);
  CHECK(problem_with(padded, kExponent) == "its modulus has 1024 bits, fewer than 2048");
}

TEST_CASE("a key pair signs what its public half verifies, also after a way through PEM") {
  const auto pair = RsaPrivateKey::generate();
  const auto again = RsaPrivateKey::from_pem(pair.pem().reveal());
  CHECK(pair.pem().reveal().starts_with("-----BEGIN PRIVATE KEY-----"));
  CHECK(again.modulus() == pair.modulus());
  const auto key = key_of(pair.modulus(), pair.exponent());
  REQUIRE(key);
  CHECK(pair.modulus().size() == 256);
  CHECK(pair.exponent() == kExponent);
  CHECK(key->verify_rs256("message", again.sign_rs256("message")));
}

TEST_CASE("what is no RSA key in PEM form is refused") {
  CHECK_THROWS_AS(RsaPrivateKey::from_pem(""), Error);
  CHECK_THROWS_AS(RsaPrivateKey::from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"),
                  Error);
  // P-256, from `openssl genpkey -algorithm EC`
  CHECK_THROWS_AS(RsaPrivateKey::from_pem("-----BEGIN PRIVATE KEY-----\n"
                                          "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgfas6/FH4tEephckq\n"
                                          "n9S8msGxA0S6KpxHMdL7anV3ao2hRANCAASFWyn2vO3rBqwMWA7h9YFjBulU3hsb\n"
                                          "Hybafc41N4Ve4latCYCT54dWngAmuX7MH79af2v2AskRimN6h9Var+Gm\n"
                                          "-----END PRIVATE KEY-----\n"),
                  Error);
}

}  // namespace cauth::crypto
