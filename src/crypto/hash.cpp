#include "crypto/hash.hpp"

#include "crypto/openssl.hpp"

#include <openssl/hmac.h>

#include <limits>

namespace cauth::crypto {

Sha256Digest sha256(std::string_view octets) {
  Sha256Digest digest{};
  expect(EVP_Digest(octets.data(), octets.size(), digest.data(), nullptr, EVP_sha256(), nullptr) == 1,
         "compute SHA-256");
  return digest;
}

Sha256Digest hmac_sha256(std::string_view key, std::string_view message) {
  Sha256Digest digest{};
  // OpenSSL takes the key's length as int. A null key would mean "the key of last time".
  const bool short_enough = key.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max());
  const char* key_data = key.empty() ? "" : key.data();
  expect(short_enough && HMAC(EVP_sha256(), key_data, static_cast<int>(key.size()), as_octets(message),
                              message.size(), digest.data(), nullptr) != nullptr,
         "compute HMAC-SHA-256");
  return digest;
}

std::string_view octets(const Sha256Digest& digest) {
  return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

}  // namespace cauth::crypto
