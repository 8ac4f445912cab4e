#pragma once

#include "crypto/rsa.hpp"

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::jose {

/// One key of a set: usable, or the reason why not ("its use is \"enc\"", "its modulus has 512 bits").
struct Jwk {
  std::optional<crypto::RsaPublicKey> key;
  bool weak = false;    ///< refused for its size or exponent, not for what it is for
  std::string problem;  ///< empty when there is a key
};

/// Where a verifier finds keys. A cache may fetch, and throw.
struct KeySource {
  virtual ~KeySource() = default;
  virtual const Jwk* find(std::string_view issuer, std::string_view kid) = 0;
};

/// Larger sets are refused: a pool's has two keys and about 1 KB.
constexpr std::size_t kLargestKeySet = std::size_t{256} * 1024;

/// A JWK set (RFC 7517 section 5), whatever the issuer.
class KeySet : public KeySource {
 public:
  /// Error{usage} when the text is no key set, or names one kid twice. Keys that cannot be used are kept with
  /// their problem.
  static KeySet parse(std::string_view json_text);

  const Jwk* find(std::string_view issuer, std::string_view kid) override;
  std::size_t size() const { return keys_.size(); }
  /// Is there a key in it that can verify anything?
  bool usable() const;

 private:
  std::map<std::string, Jwk, std::less<>> keys_;
};

}  // namespace cauth::jose
