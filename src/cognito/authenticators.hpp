#pragma once

#include "base/secret.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::cognito {

/// The secret of an authenticator that is being set up, and whose it will be.
struct TotpEnrolment {
  SecretString secret;  ///< base32, as the service gave it
  std::string issuer;   ///< what the authenticator files it under
  std::string username;

  /// otpauth://totp/…, which authenticators read from a QR code.
  SecretString uri() const;
};

/// The second factors and passkeys that are at hand on this machine. As it stands: none.
struct Authenticators {
  virtual ~Authenticators() = default;

  /// The secret that codes are computed from. Nothing: codes are asked for. Error{usage} when it cannot be
  /// read.
  virtual std::optional<SecretString> totp_secret() { return std::nullopt; }
  /// The first step, from `earliest` on, whose code nobody of this user has sent from here.
  virtual std::uint64_t take_totp_step(const std::string& /*username*/, std::uint64_t earliest) {
    return earliest;
  }

  /// Can a new authenticator be set up: is there somebody to take its secret, or a file?
  virtual bool can_enrol() { return false; }
  /// Puts the secret where codes are computed from later. False: there is no such place, a person takes it.
  virtual bool keep(const TotpEnrolment& /*enrolment*/) { return false; }
  /// Takes back what `keep` did: the service did not take the authenticator.
  virtual void drop() {}
  /// What a person has to see of it before a code is asked for: stands before that question, at the terminal
  /// and nowhere else.
  virtual std::string introduce(const TotpEnrolment& /*enrolment*/) { return {}; }

  /// Is there a passkey of that user in this pool?
  virtual bool has_passkey(const std::string& /*username*/) { return false; }
  /// The answer of a passkey to request options (JSON). Nothing: none here may answer them.
  virtual std::optional<SecretString> sign(std::string_view /*options*/, const std::string& /*username*/) {
    return std::nullopt;
  }
};

}  // namespace cauth::cognito
