#include "serve/sandbox/signing_keys.hpp"

#include "base/bytes.hpp"
#include "base/interrupt.hpp"
#include "crypto/hash.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace cauth::serve::sandbox {
namespace {

SigningKey named(crypto::RsaPrivateKey key) {
  std::string kid = base64_encode(crypto::octets(crypto::sha256(key.modulus())));
  return {.kid = std::move(kid), .key = std::move(key)};
}

std::shared_future<SigningKey> begin() {
  return std::async(std::launch::async, [] { return named(crypto::RsaPrivateKey::generate()); }).share();
}

std::shared_future<SigningKey> ready(crypto::RsaPrivateKey key) {
  std::promise<SigningKey> promise;
  promise.set_value(named(std::move(key)));
  return promise.get_future().share();
}

Json jwk(const SigningKey& key) {
  return {{"alg", "RS256"}, {"e", base64url_encode(key.key.exponent())}, {"kid", key.kid},
          {"kty", "RSA"},   {"n", base64url_encode(key.key.modulus())},  {"use", "sig"}};
}

}  // namespace

std::string sign_token(const SigningKey& key, const Json& header, const Json& claims) {
  std::string token = base64url_encode(json_text(header)) + "." + base64url_encode(json_text(claims));
  token += "." + base64url_encode(key.key.sign_rs256(token));
  return token;
}

SigningKeys::SigningKeys() {
  const InterruptsHeld held;
  id_ = begin();
  access_ = begin();
}

SigningKeys::SigningKeys(crypto::RsaPrivateKey for_id, crypto::RsaPrivateKey for_access)
    : id_(ready(std::move(for_id))), access_(ready(std::move(for_access))) {}

std::string SigningKeys::jwks() const {
  return json_text(Json{{"keys", {jwk(for_id()), jwk(for_access())}}});
}

}  // namespace cauth::serve::sandbox
