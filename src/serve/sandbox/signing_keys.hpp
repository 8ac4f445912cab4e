#pragma once

#include "base/json.hpp"
#include "crypto/rsa.hpp"

#include <future>
#include <string>

namespace cauth::serve::sandbox {

struct SigningKey {
  std::string kid;
  crypto::RsaPrivateKey key;
};

/// A token with this header and these claims, signed with the key, whatever they say.
std::string sign_token(const SigningKey& key, const Json& header, const Json& claims);

/// A pool's two keys: Cognito signs ID tokens with the one and access tokens with the other.
class SigningKeys {
 public:
  /// Begins to make both, in threads of their own; whoever asks first waits for what is left of that.
  SigningKeys();
  SigningKeys(crypto::RsaPrivateKey for_id, crypto::RsaPrivateKey for_access);

  const SigningKey& for_id() const { return id_.get(); }
  const SigningKey& for_access() const { return access_.get(); }
  /// The public halves as a JWK set (RFC 7517 section 5).
  std::string jwks() const;

 private:
  // Shared ones, since their get() may be called many times.
  std::shared_future<SigningKey> id_, access_;
};

}  // namespace cauth::serve::sandbox
