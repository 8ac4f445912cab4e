#pragma once

#include "base/json.hpp"
#include "crypto/ec.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::webauthn {

// The other side: what the sandbox checks.

/// What an answer must fit.
struct Expectation {
  std::string challenge;  ///< base64url, as it was sent
  std::string rp_id;
  bool user_verification = false;  ///< required
};

/// A credential that was registered.
struct Credential {
  std::string id;  ///< octets
  crypto::P256Point public_key;
  std::uint32_t sign_count = 0;
  std::vector<std::string> transports;
  std::string attachment;  ///< "platform"; empty when it was not said
};

/// Section 7.1 for a RegistrationResponseJSON of format "none": the new credential, or in `problem` the first
/// rule that is broken.
std::optional<Credential> check_registration(const Json& credential, const Expectation& expected,
                                             std::string& problem);

/// The credential's id in an AuthenticationResponseJSON, as octets; empty when there is none.
std::string credential_id_of(const Json& credential);

/// Section 7.2 for an AuthenticationResponseJSON of a credential that was registered, whose counter goes up.
/// False, and in `problem` the first rule that is broken.
bool check_assertion(const Json& credential, const Expectation& expected, Credential& known,
                     std::string& problem);

}  // namespace cauth::webauthn
