#include "webauthn/relying_party.hpp"

#include "base/bytes.hpp"
#include "crypto/hash.hpp"
#include "webauthn/authenticator_data.hpp"
#include "webauthn/client_data.hpp"
#include "webauthn/options.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace cauth::webauthn {
namespace {

const Json& response_of(const Json& credential) {
  static const Json nothing;
  if (!credential.is_object()) return nothing;
  const auto found = credential.find("response");
  return found == credential.end() ? nothing : *found;
}

std::string octets_of(const Json& object, std::string_view name) {
  return base64url_decode(string_member_or(object, name, "")).value_or("");
}

// A page on this machine may try passkeys too: browsers take plain http there.
bool is_origin_of(std::string_view origin, std::string_view rp_id) {
  if (origin == origin_of(rp_id)) return true;
  constexpr std::string_view kLocal = "http://localhost";
  return rp_id == "localhost" && origin.starts_with(kLocal) &&
         (origin.size() == kLocal.size() || origin[kLocal.size()] == ':');
}

bool check_client_data(std::string_view json, std::string_view type, const Expectation& expected,
                       std::string& problem) {
  const auto data = parse_client_data(json);
  if (!data) {
    problem = "clientDataJSON cannot be understood";
  } else if (data->type != type) {
    problem = "clientDataJSON is of another type";
  } else if (data->challenge != expected.challenge) {
    problem = "the challenge is not the one that was sent";
  } else if (!is_origin_of(data->origin, expected.rp_id)) {
    problem = "the origin is not the relying party's";
  }
  return problem.empty();
}

bool check_data(const std::optional<AuthenticatorData>& data, const Expectation& expected,
                std::string& problem) {
  if (!data) {
    problem = "authenticatorData cannot be understood";
  } else if (data->rp_id_hash != hash_of_rp_id(expected.rp_id)) {
    problem = "the hash is another relying party's";
  } else if (!data->user_present) {
    problem = "the user was not present";
  } else if (expected.user_verification && !data->user_verified) {
    problem = "the user was not verified";
  }
  return problem.empty();
}

// Section 7.2: a counter that stands still is a copy's, unless the authenticator does not count at all.
bool counts_up(std::uint32_t before, std::uint32_t now) {
  return now > before || (now == 0 && before == 0);
}

}  // namespace

std::optional<Credential> check_registration(const Json& credential, const Expectation& expected,
                                             std::string& problem) {
  const Json& response = response_of(credential);
  const auto attested = authenticator_data_of(octets_of(response, "attestationObject"));
  const auto data = attested ? parse_authenticator_data(*attested) : std::nullopt;
  if (!check_client_data(octets_of(response, "clientDataJSON"), kCreate, expected, problem) ||
      !check_data(data, expected, problem)) {
    return std::nullopt;
  }
  if (!data->credential || data->credential->id != credential_id_of(credential)) {
    problem = "it tells of another credential";
  } else if (!crypto::EcPublicKey::from_point(data->credential->public_key)) {
    problem = "its public key is no point of P-256";
  }
  if (!problem.empty()) return std::nullopt;
  Credential registered{.id = data->credential->id,
                        .public_key = data->credential->public_key,
                        .sign_count = data->sign_count,
                        .transports = {},
                        .attachment = string_member_or(credential, "authenticatorAttachment", "")};
  if (const auto transports = response.find("transports"); transports != response.end()) {
    for (const auto& name : *transports) {
      if (name.is_string()) registered.transports.push_back(name.get<std::string>());
    }
  }
  return registered;
}

std::string credential_id_of(const Json& credential) {
  std::string id = octets_of(credential, "id");
  return string_member_or(credential, "type", "") == "public-key" && id == octets_of(credential, "rawId")
             ? id
             : std::string();
}

bool check_assertion(const Json& credential, const Expectation& expected, Credential& known,
                     std::string& problem) {
  const Json& response = response_of(credential);
  const std::string client_data = octets_of(response, "clientDataJSON");
  const std::string octets = octets_of(response, "authenticatorData");
  const auto data = parse_authenticator_data(octets);
  if (!check_client_data(client_data, kGet, expected, problem) || !check_data(data, expected, problem)) {
    return false;
  }
  const auto key = crypto::EcPublicKey::from_point(known.public_key);
  const std::string signed_text = octets + std::string(crypto::octets(crypto::sha256(client_data)));
  if (credential_id_of(credential) != known.id || !key ||
      !key->verify_es256(signed_text, octets_of(response, "signature"))) {
    problem = "the signature is not this credential's";
  } else if (!counts_up(known.sign_count, data->sign_count)) {
    problem = "the counter did not go up";
  }
  if (!problem.empty()) return false;
  known.sign_count = data->sign_count;
  return true;
}

}  // namespace cauth::webauthn
