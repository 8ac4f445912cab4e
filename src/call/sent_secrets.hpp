#pragma once

#include "base/secret.hpp"
#include "call/perform.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// What of a request an answer may repeat and nobody should read: the user's own credentials. (cauth's are
/// tokens, which are known by their form.)
class SentSecrets {
 public:
  explicit SentSecrets(const Call& call);

  /// The text with all of them, and whatever looks like a token, replaced.
  std::string hide(std::string_view text) const;

 private:
  void add(std::string_view secret);

  std::vector<SecretString> secrets_;
};

}  // namespace cauth::call
