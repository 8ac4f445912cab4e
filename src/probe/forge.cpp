#include "probe/forge.hpp"

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "crypto/hash.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace cauth::probe {
namespace {

constexpr const char* kForeignKid = "cauth-probe";

SecretString joined(std::string_view signing_input, std::string_view signature) {
  SecretString token(signing_input);
  token.append(".");
  token.append(base64url_encode(signature));
  return token;
}

std::string signing_input(const Json& header, std::string_view payload_text) {
  return base64url_encode(json_text(header)) + '.' + base64url_encode(payload_text);
}

}  // namespace

SecretString with_broken_signature(const jose::DecodedToken& good) {
  std::string signature = good.signature;
  char& middle = signature[signature.size() / 2];
  middle = static_cast<char>(static_cast<unsigned char>(middle) ^ 1U);
  return joined(good.signing_input, signature);
}

SecretString with_changed_claims(const jose::DecodedToken& good) {
  WipedJson claims(good.payload);
  claims["cauth:probe"] = true;
  const SecretString text = secret_json_text(*claims);
  return joined(signing_input(good.header, text.reveal()), good.signature);
}

SecretString with_changed_kid(const jose::DecodedToken& good) {
  Json header = good.header;
  header["kid"] = kForeignKid;
  return joined(signing_input(header, good.payload_text), good.signature);
}

SecretString without_signature(const jose::DecodedToken& good, std::string_view alg) {
  const Json header = {{"alg", alg}, {"typ", "JWT"}};
  return joined(signing_input(header, good.payload_text), "");
}

SecretString signed_by_hmac(const jose::DecodedToken& good, std::string_view secret) {
  Json header = good.header;
  header["alg"] = "HS256";
  const std::string input = signing_input(header, good.payload_text);
  const auto mac = crypto::hmac_sha256(secret, input);
  return joined(input, crypto::octets(mac));
}

SecretString with_embedded_key(const jose::DecodedToken& good, const crypto::RsaPrivateKey& own) {
  Json header = {{"alg", "RS256"}, {"kid", kForeignKid}};
  header["jwk"] = {{"kty", "RSA"},
                   {"kid", kForeignKid},
                   {"alg", "RS256"},
                   {"use", "sig"},
                   {"n", base64url_encode(own.modulus())},
                   {"e", base64url_encode(own.exponent())}};
  const std::string input = signing_input(header, good.payload_text);
  return joined(input, own.sign_rs256(input));
}

}  // namespace cauth::probe
