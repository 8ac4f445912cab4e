#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cauth::jose {

/// Why a token was refused, in the order of the rules (the protocol reference's section 10). `ok` is none of
/// them.
enum class Reason : std::uint8_t {
  ok,
  too_large,
  malformed,
  encrypted_token,
  alg_not_allowed,
  critical_header,
  wrong_issuer,
  unknown_kid,
  weak_key,
  key_not_for_this,
  bad_signature,
  invalid_claim,
  wrong_token_use,
  wrong_client,
  expired,
  not_yet_valid,
  issued_in_future,
  missing_scope,
  missing_group,
};

/// The reason as scripts see it: "wrong_issuer". Stable.
std::string_view code_of(Reason reason);

/// What came of a verification.
struct Verdict {
  Reason reason = Reason::ok;
  std::string message;  ///< for people: what was, and what should have been; empty when ok
  std::string kid;      ///< of the key that was used, or asked for
  explicit operator bool() const { return reason == Reason::ok; }
};

}  // namespace cauth::jose
