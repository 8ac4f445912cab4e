#pragma once

#include "base/clock.hpp"
#include "jose/jwks.hpp"
#include "jose/policy.hpp"
#include "jose/token.hpp"
#include "jose/verdict.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace cauth::jose {

struct Verification {
  Verdict verdict;
  std::optional<DecodedToken> token;  ///< what it says, as far as it could be read, proven or not
};

/// Checks a token against a policy and a source of keys, in the order of the Reason list. Never throws for a
/// bad token. Nothing in the token decides where keys come from: `iss` is compared with the policy's before
/// `find`.
Verification verify(std::string_view token, const Policy& policy, KeySource& keys, TimePoint now);

/// Every rule that the token breaks, in the rules' order, where `verify` ends at the first: for people who
/// look for a fault, not for deciding about a token. No `keys`, or an issuer that is not allowed: the
/// signature is not looked at. A policy without issuers asks for none. `keys` may throw.
std::vector<Verdict> all_faults(const DecodedToken& token, const Policy& policy, KeySource* keys,
                                TimePoint now);

}  // namespace cauth::jose
