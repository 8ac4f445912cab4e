#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "jose/verdict.hpp"

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
  Reason reason = Reason::ok;  ///< why there is no token: too_large, malformed or encrypted_token
  std::string problem;         ///< the same for people: "it has 2 parts, not 3"
  Json encrypted_header;       ///< of a five-part JWE, as Cognito's refresh tokens are; null otherwise
};

/// Strict: three non-empty canonical base64url parts, header and payload one JSON object each, without
/// duplicate names. `text` must outlive the result.
DecodeResult decode_token(std::string_view text);

/// A NumericDate claim (RFC 7519 section 2), which may have a fraction: nothing when it is not there, not a
/// number, before 1970, or beyond the year 5138 (those are milliseconds).
std::optional<TimePoint> time_claim(const Json& payload, std::string_view name);
/// The same for the number itself.
std::optional<TimePoint> numeric_date(double seconds);

}  // namespace cauth::jose
