#pragma once

#include "crypto/rsa.hpp"
#include "jose/claims_scan.hpp"
#include "jose/policy.hpp"
#include "jose/shared_keys.hpp"
#include "jose/verdict.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cauth::jose {

/// What is known of one token of many.
struct StreamVerdict {
  Verdict verdict;
  std::string_view payload_text;  ///< JSON; of a good token only, until the next call
  std::string_view token_use, username;
  TimePoint expires;
};

/// Judges token after token by one policy, for one thread. The verdicts are those of `verify`: a good token
/// whose header was seen before takes a short way (1 to 2 µs beside the signature's own arithmetic), and
/// every other token goes through `verify` itself, which alone says no.
class StreamVerifier {
 public:
  /// `now` is asked for once: a stream is judged as of one moment.
  StreamVerifier(const Policy& policy, SharedKeys& keys, TimePoint now);

  StreamVerdict judge(std::string_view token);

 private:
  // A header that `verify` accepted together with this issuer.
  struct Known {
    std::string header_part, issuer, kid;
    crypto::Rs256Verifier verifier;
  };

  Known* find_known(std::string_view header_part, std::string_view issuer);
  void remember(std::string_view header_part, const std::string& issuer, const std::string& kid);
  bool claims_pass(const ScannedClaims& claims) const;
  const ScannedClaims* judge_shortly(std::string_view token, std::string& kid);
  StreamVerdict judge_fully(std::string_view token);

  const Policy& policy_;
  KeysOfThread keys_;
  TimePoint now_;
  ClaimsScanner scanner_;
  std::vector<Known> known_;
  std::string payload_, signature_, username_;
};

}  // namespace cauth::jose
