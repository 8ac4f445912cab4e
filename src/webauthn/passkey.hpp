#pragma once

#include "base/random.hpp"
#include "base/secret.hpp"
#include "webauthn/options.hpp"

#include <cstdint>
#include <string>

namespace cauth::webauthn {

/// A passkey of this machine: an ES256 key that proves one user to one relying party. Ids are octets.
struct Passkey {
  std::string credential_id;
  std::string rp_id;
  std::string user_handle;
  SecretString private_key;  ///< PKCS#8 PEM
  std::uint32_t sign_count = 0;
};

/// A passkey just made, and what tells the relying party of it.
struct NewPasskey {
  Passkey passkey;
  std::string credential_json;  ///< RegistrationResponseJSON (WebAuthn section 5.1)
};

/// Makes a passkey as the options say, with attestation "none". Error{usage} where the relying party does not
/// take ES256. User verification is claimed unless it is discouraged: whoever can read the key's file is the
/// user.
NewPasskey make_passkey(const CreationOptions& options, Random& random);

/// May this passkey answer these options: the same relying party, and one of the credentials it allows?
bool answers(const Passkey& passkey, const RequestOptions& options);

/// Signs the challenge: AuthenticationResponseJSON. Counts `sign_count` up, which must be kept before the
/// answer is sent. Error{usage} when the private key cannot be read.
std::string sign_challenge(Passkey& passkey, const RequestOptions& options);

}  // namespace cauth::webauthn
