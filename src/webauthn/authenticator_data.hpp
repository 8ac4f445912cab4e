#pragma once

#include "crypto/ec.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::webauthn {

/// COSE's number of ECDSA with SHA-256 on P-256 (RFC 9053 section 2.1).
constexpr int kEs256 = -7;

/// Octets of a credential's id (WebAuthn section 6.5.1).
constexpr std::size_t kLongestId = 1023;

/// A credential as it is told of at its making (WebAuthn section 6.5.2).
struct AttestedCredential {
  std::string id;
  crypto::P256Point public_key;
};

/// What an authenticator says and signs (WebAuthn section 6.1).
struct AuthenticatorData {
  std::string rp_id_hash;      ///< SHA-256 of the relying party's id: 32 octets
  bool user_present = false;   ///< UP
  bool user_verified = false;  ///< UV
  std::uint32_t sign_count = 0;
  std::optional<AttestedCredential> credential;  ///< AT
};

/// The hash of a relying party's id.
std::string hash_of_rp_id(std::string_view rp_id);

std::string encode(const AuthenticatorData& data);

/// Nothing when the octets are something else, or the key is not ES256's. Extensions are passed over.
std::optional<AuthenticatorData> parse_authenticator_data(std::string_view octets);

/// {"fmt": "none", "attStmt": {}, "authData": …} (section 8.7): the credential is told of, and nobody vouches
/// for its maker.
std::string encode_attestation_object(std::string_view authenticator_data);

/// The authenticator data of an attestation object of format "none". Nothing for anything else.
std::optional<std::string> authenticator_data_of(std::string_view attestation_object);

}  // namespace cauth::webauthn
