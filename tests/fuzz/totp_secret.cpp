// An authenticator secret of anybody's: its key is written as base32 that means the same key.

#include "crypto/totp.hpp"
#include "target.hpp"

using cauth::fuzz::require;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto key = cauth::crypto::parse_totp_secret(cauth::fuzz::text_of(data, size));
  if (!key) return 0;
  require(!key->empty() && key->size() <= size);
  require(cauth::crypto::totp_code(*key, 1).size() == 6);
  const auto again =
      cauth::crypto::parse_totp_secret(cauth::crypto::totp_secret_text(key->reveal()).reveal());
  require(again && again->reveal() == key->reveal());
  return 0;
}
