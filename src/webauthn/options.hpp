#pragma once

#include "base/json.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::webauthn {

/// How much a relying party wants to know that the user was there (WebAuthn section 5.8.6).
enum class UserVerification : std::uint8_t { required, preferred, discouraged };

/// PublicKeyCredentialCreationOptionsJSON (section 5.1.8), as far as an authenticator needs it. Ids are
/// octets.
struct CreationOptions {
  std::string challenge;  ///< base64url, as sent
  std::string rp_id;
  std::string user_id, user_name;
  bool takes_es256 = false;
  std::vector<std::string> exclude;  ///< credentials that the user has already
  UserVerification user_verification = UserVerification::preferred;
  bool wants_properties = false;  ///< extension credProps
};

/// PublicKeyCredentialRequestOptionsJSON (section 5.1.9).
struct RequestOptions {
  std::string challenge;
  std::string rp_id;
  std::vector<std::string> allow;  ///< empty: any of that relying party
  UserVerification user_verification = UserVerification::preferred;
};

/// Options, or in `problem` what is wrong with them ("the challenge is no base64url text").
std::optional<CreationOptions> parse_creation_options(const Json& options, std::string& problem);
std::optional<RequestOptions> parse_request_options(std::string_view json, std::string& problem);

/// The one origin that passkeys of a relying party are used from here: cauth is no browser, and visits no
/// page.
std::string origin_of(std::string_view rp_id);

}  // namespace cauth::webauthn
