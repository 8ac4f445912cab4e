#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cauth {

// Octets are held in std::string and seen through std::string_view: OpenSSL, libcurl and the encodings below
// all speak pointer and length.

std::string hex_encode(std::string_view octets);
/// Lower or upper case; nothing on an odd length or any other character.
std::optional<std::string> hex_decode(std::string_view hex);

/// RFC 4648 section 4, with padding.
std::string base64_encode(std::string_view octets);
/// Canonical only: padded, no white space, unused bits zero. Nothing otherwise.
std::optional<std::string> base64_decode(std::string_view text);

/// RFC 4648 section 5, without padding, as JOSE wants it (RFC 7515 section 2).
std::string base64url_encode(std::string_view octets);
/// Canonical only: no padding, no white space, unused bits zero. Nothing otherwise.
std::optional<std::string> base64url_decode(std::string_view text);
/// The same into memory that is used again; false leaves it in no particular state.
bool base64url_decode(std::string_view text, std::string& octets);

}  // namespace cauth
