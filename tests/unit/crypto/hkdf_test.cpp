#include "crypto/hkdf.hpp"

#include "base/bytes.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::crypto {

TEST_CASE("HKDF-SHA256 gives RFC 5869's keys, as far as one block goes") {
  const std::string ikm(22, '\x0b');
  SUBCASE("A.1, with salt and info") {
    const auto key =
        hkdf_sha256(ikm, *hex_decode("000102030405060708090a0b0c"), *hex_decode("f0f1f2f3f4f5f6f7f8f9"), 32);
    CHECK(hex_encode(key.reveal()) == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
  }
  SUBCASE("A.3, without") {
    const auto key = hkdf_sha256(ikm, "", "", 16);
    CHECK(hex_encode(key.reveal()) == "8da4e775a563c18f715f802a063c5a31");
  }
}

}  // namespace cauth::crypto
