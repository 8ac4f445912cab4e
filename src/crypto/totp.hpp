#pragma once

#include "base/clock.hpp"
#include "base/secret.hpp"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::crypto {

/// How long one code holds (RFC 6238 section 4: X).
constexpr std::chrono::seconds kTotpStep{30};

/// The number of the step that a moment lies in (RFC 6238 section 4: T).
std::uint64_t totp_step(TimePoint when);

/// The six digits of a step (RFC 6238 with HMAC-SHA-1, which is what authenticators and Cognito use).
std::string totp_code(const SecretString& key, std::uint64_t step);

/// The key in an authenticator secret: base32 (RFC 4648 section 6) of any case, spaces, dashes and padding
/// left aside, or the `secret` of an otpauth:// address. Nothing when it is neither.
std::optional<SecretString> parse_totp_secret(std::string_view text);

/// The base32 text of a key, without padding: what an authenticator is given.
SecretString totp_secret_text(std::string_view key);

}  // namespace cauth::crypto
