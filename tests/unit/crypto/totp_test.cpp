#include "crypto/totp.hpp"

#include <doctest/doctest.h>

#include <chrono>

namespace cauth::crypto {
namespace {

std::string code_at(long seconds) {
  return totp_code(SecretString("12345678901234567890"),
                   totp_step(from_unix_seconds(std::chrono::seconds(seconds))));
}

}  // namespace

TEST_CASE("TOTP gives the last six digits of RFC 6238's SHA-1 codes (appendix B)") {
  CHECK(code_at(59) == "287082");
  CHECK(code_at(1111111109) == "081804");
  CHECK(code_at(1111111111) == "050471");
  CHECK(code_at(1234567890) == "005924");
  CHECK(code_at(2000000000) == "279037");
  CHECK(code_at(20000000000) == "353130");
}

TEST_CASE("an authenticator secret is read however it was copied") {
  const auto secret_of = [](std::string_view text) {
    const auto key = parse_totp_secret(text);
    return key ? std::string(key->reveal()) : std::string("none");
  };
  // RFC 4648 section 10
  CHECK(secret_of("MZXW6YTBOI======") == "foobar");
  CHECK(secret_of("mzxw 6ytb oi\n") == "foobar");
  CHECK(secret_of("MZXW-6YTB-OI") == "foobar");
  CHECK(secret_of("otpauth://totp/pool:alice?issuer=pool&secret=MZXW6YTBOI&digits=6") == "foobar");
  CHECK(secret_of("MZXW6YT1") == "none");
  CHECK(secret_of("otpauth://totp/pool:alice?issuer=pool") == "none");
  CHECK(secret_of("") == "none");
}

}  // namespace cauth::crypto
