#include "support/token_maker.hpp"

#include "base/bytes.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "support/vectors.hpp"

#include <cstddef>
#include <filesystem>

namespace cauth::test {

std::string jose_vector(std::string_view name) {
  constexpr std::size_t kLargest = 64 * 1024;
  const auto path = vectors() / "jose" / name;
  return std::string(without_line_end(read_file(path, kLargest)));
}

const crypto::RsaPrivateKey& signing_key() {
  static const auto key = crypto::RsaPrivateKey::from_pem(jose_vector("private-key.pem"));
  return key;
}

Json public_jwk(const crypto::RsaPrivateKey& key, std::string_view kid) {
  return {{"alg", "RS256"}, {"e", base64url_encode(key.exponent())}, {"kid", kid},
          {"kty", "RSA"},   {"n", base64url_encode(key.modulus())},  {"use", "sig"}};
}

std::string key_set(const std::vector<Json>& keys) {
  return json_text(Json{{"keys", keys}});
}

Json header() {
  return {{"kid", kKid}, {"alg", "RS256"}};
}

Json id_claims() {
  return {{"sub", "0d9e3c6a-1111-4222-8333-444455556666"},
          {"iss", kIssuer},
          {"aud", kClient},
          {"token_use", "id"},
          {"cognito:username", "alice"},
          {"cognito:groups", {"admins", "readers"}},
          {"auth_time", kIssued},
          {"iat", kIssued},
          {"exp", kIssued + 3600}};
}

Json access_claims() {
  return {{"sub", "0d9e3c6a-1111-4222-8333-444455556666"},
          {"iss", kIssuer},
          {"client_id", kClient},
          {"token_use", "access"},
          {"scope", "aws.cognito.signin.user.admin orders/read"},
          {"username", "alice"},
          {"auth_time", kIssued},
          {"iat", kIssued},
          {"exp", kIssued + 3600}};
}

std::string sign_texts(std::string_view header, std::string_view payload, const crypto::RsaPrivateKey& key) {
  const std::string input = base64url_encode(header) + '.' + base64url_encode(payload);
  return input + '.' + base64url_encode(key.sign_rs256(input));
}

std::string sign(const Json& header, const Json& payload, const crypto::RsaPrivateKey& key) {
  return sign_texts(json_text(header), json_text(payload), key);
}

}  // namespace cauth::test
