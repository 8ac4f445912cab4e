#pragma once

#include "crypto/rsa.hpp"

#include <string>
#include <string_view>

namespace cauth::crypto {

/// A signature over SHA-256 of the message, in the form that the key's kind has by itself: PKCS #1 v1.5 for
/// RSA, DER for elliptic curves.
std::string sign_sha256(evp_pkey_st& key, std::string_view message);

/// False for every signature that is not this key's of this message, whatever is wrong with it.
bool verify_sha256(evp_pkey_st& key, std::string_view message, std::string_view signature);

}  // namespace cauth::crypto
