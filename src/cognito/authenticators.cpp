#include "cognito/authenticators.hpp"

#include "base/url.hpp"

#include <fmt/format.h>

namespace cauth::cognito {

// https://github.com/google/google-authenticator/wiki/Key-Uri-Format: what all authenticators read.
SecretString TotpEnrolment::uri() const {
  const std::string by = percent_encode(issuer);
  SecretString text(fmt::format("otpauth://totp/{}:{}?secret=", by, percent_encode(username)));
  text.append(secret.reveal());
  text.append("&issuer=" + by);
  return text;
}

}  // namespace cauth::cognito
