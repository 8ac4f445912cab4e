#include "webauthn/passkey.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "crypto/ec.hpp"
#include "crypto/hash.hpp"
#include "webauthn/authenticator_data.hpp"
#include "webauthn/client_data.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <utility>

namespace cauth::webauthn {
namespace {

// Section 6.5.1: at least 100 bits of them random.
constexpr std::size_t kCredentialIdOctets = 32;

Json credential_json(const std::string& credential_id, Json response, Json extension_results) {
  const std::string id = base64url_encode(credential_id);
  return {{"id", id},
          {"rawId", id},
          {"type", "public-key"},
          {"authenticatorAttachment", "platform"},
          {"response", std::move(response)},
          {"clientExtensionResults", std::move(extension_results)}};
}

AuthenticatorData data_for(const std::string& rp_id, UserVerification verification,
                           std::uint32_t sign_count) {
  return {.rp_id_hash = hash_of_rp_id(rp_id),
          .user_present = true,
          .user_verified = verification != UserVerification::discouraged,
          .sign_count = sign_count,
          .credential = {}};
}

std::string client_data_for(std::string_view type, const std::string& challenge, const std::string& rp_id) {
  return client_data_json({.type = std::string(type), .challenge = challenge, .origin = origin_of(rp_id)});
}

}  // namespace

NewPasskey make_passkey(const CreationOptions& options, Random& random) {
  if (!options.takes_es256) {
    throw usage_error(fmt::format("the relying party \"{}\" takes no ES256 keys, and cauth makes no others",
                                  options.rp_id));
  }
  const crypto::EcPrivateKey key = crypto::EcPrivateKey::generate();
  NewPasskey made;
  made.passkey = {.credential_id = random_octets(random, kCredentialIdOctets),
                  .rp_id = options.rp_id,
                  .user_handle = options.user_id,
                  .private_key = key.pem(),
                  .sign_count = 0};
  AuthenticatorData data = data_for(options.rp_id, options.user_verification, 0);
  data.credential = {.id = made.passkey.credential_id, .public_key = key.point()};
  const std::string authenticator_data = encode(data);
  const Json response = {
      {"clientDataJSON", base64url_encode(client_data_for(kCreate, options.challenge, options.rp_id))},
      {"attestationObject", base64url_encode(encode_attestation_object(authenticator_data))},
      {"authenticatorData", base64url_encode(authenticator_data)},
      {"publicKey", base64url_encode(key.public_der())},
      {"publicKeyAlgorithm", kEs256},
      {"transports", Json::array({"internal"})}};
  Json properties = Json::object();
  if (options.wants_properties) properties["credProps"] = {{"rk", true}};
  made.credential_json =
      json_text(credential_json(made.passkey.credential_id, response, std::move(properties)));
  return made;
}

bool answers(const Passkey& passkey, const RequestOptions& options) {
  if (passkey.rp_id != options.rp_id) return false;
  return options.allow.empty() ||
         std::find(options.allow.begin(), options.allow.end(), passkey.credential_id) != options.allow.end();
}

std::string sign_challenge(Passkey& passkey, const RequestOptions& options) {
  const auto key = crypto::EcPrivateKey::from_pem(passkey.private_key.reveal());
  if (!key) throw usage_error("the private key of the passkey cannot be read");
  ++passkey.sign_count;
  const std::string data = encode(data_for(options.rp_id, options.user_verification, passkey.sign_count));
  const std::string client_data = client_data_for(kGet, options.challenge, options.rp_id);
  // Section 6.3.3: over the authenticator data, and the hash of the client's.
  const std::string signature =
      key->sign_es256(data + std::string(crypto::octets(crypto::sha256(client_data))));
  const Json response = {{"clientDataJSON", base64url_encode(client_data)},
                         {"authenticatorData", base64url_encode(data)},
                         {"signature", base64url_encode(signature)},
                         {"userHandle", base64url_encode(passkey.user_handle)}};
  return json_text(credential_json(passkey.credential_id, response, Json::object()));
}

}  // namespace cauth::webauthn
