#pragma once

#include "base/secret.hpp"
#include "crypto/rsa.hpp"

#include <string>
#include <string_view>

namespace cauth::crypto {

/// A private key of any kind from PEM; null when it is none, or is encrypted: nobody is asked for a
/// passphrase.
KeyHandle private_key_from_pem(std::string_view pem);

/// SubjectPublicKeyInfo PEM, as `openssl pkey -pubout` writes it.
std::string public_key_to_pem(const evp_pkey_st& key);

/// PKCS#8 PEM, not encrypted.
SecretString private_key_to_pem(const evp_pkey_st& key);

}  // namespace cauth::crypto
