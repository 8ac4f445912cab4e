#include "crypto/hkdf.hpp"

#include "crypto/hash.hpp"

#include <string>

namespace cauth::crypto {

SecretString hkdf_sha256(std::string_view key_material, std::string_view salt, std::string_view info,
                         std::size_t length) {
  constexpr char kFirstBlock = 1;
  Sha256Digest pseudo_random_key = hmac_sha256(salt, key_material);
  Sha256Digest block = hmac_sha256(octets(pseudo_random_key), std::string(info) + kFirstBlock);
  SecretString key(octets(block).substr(0, length));
  wipe(pseudo_random_key.data(), pseudo_random_key.size());
  wipe(block.data(), block.size());
  return key;
}

}  // namespace cauth::crypto
