#pragma once

#include "base/secret.hpp"

#include <cstddef>
#include <string_view>

namespace cauth::crypto {

/// HKDF with SHA-256 (RFC 5869): extract, then expand to `length` octets, 32 at most, which is one block.
SecretString hkdf_sha256(std::string_view key_material, std::string_view salt, std::string_view info,
                         std::size_t length);

}  // namespace cauth::crypto
