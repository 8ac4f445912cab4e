#pragma once

#include "base/json.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::jose {

/// Larger ones are refused before anything is decoded. Cognito's are 1 to 2 KB, 10 KB with many claims.
constexpr std::size_t kLargestToken = std::size_t{64} * 1024;

/// A JWS in compact form (RFC 7515 section 3.1) taken apart. Nothing about it is proven.
struct DecodedToken {
  std::string header_text, payload_text;  ///< the JSON texts
  Json header, payload;                   ///< objects
  std::string signature;                  ///< octets
  std::string_view signing_input;         ///< what the signature is over; points into the text given
};

/// What decoding found out.
struct DecodeResult {
  std::optional<DecodedToken> token;
  std::string problem;      ///< why there is no token: "it has 2 parts, not 3"
  std::string reason_code;  ///< the same for programs: "malformed", "too_large"
  bool encrypted = false;  ///< a five-part JWE: a Cognito refresh token; its header can be read, nothing else
  std::string encrypted_header_text;
};

/// Strict: three non-empty canonical base64url parts, header and payload one JSON object each, without
/// duplicate names. `text` must outlive the result.
DecodeResult decode_token(std::string_view text);

}  // namespace cauth::jose
