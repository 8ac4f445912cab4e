// A file that should hold a private key holds one of the right kind, or is refused; a key that is taken
// signs, and is written as a key that signs alike.

#include "base/error.hpp"
#include "crypto/ec.hpp"
#include "crypto/rsa.hpp"
#include "target.hpp"

using cauth::fuzz::require;
namespace crypto = cauth::crypto;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = cauth::fuzz::text_of(data, size);
  if (const auto key = crypto::EcPrivateKey::from_pem(text)) {
    const auto again = crypto::EcPrivateKey::from_pem(key->pem().reveal());
    require(again && again->public_der() == key->public_der());
  }
  try {
    const auto key = crypto::RsaPrivateKey::from_pem(text);
    require(crypto::RsaPrivateKey::from_pem(key.pem().reveal()).modulus() == key.modulus());
  } catch (const cauth::Error& error) {
    require(error.category == cauth::Category::usage);
  }
  return 0;
}
