#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace cauth::crypto {

constexpr std::size_t kSha256Size = 32;
using Sha256Digest = std::array<std::uint8_t, kSha256Size>;

/// FIPS 180-4.
Sha256Digest sha256(std::string_view octets);
/// RFC 2104.
Sha256Digest hmac_sha256(std::string_view key, std::string_view message);

/// The digest's octets.
std::string_view octets(const Sha256Digest& digest);

}  // namespace cauth::crypto
