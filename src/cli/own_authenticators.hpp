#pragma once

#include "cli/account_owner.hpp"
#include "cli/context.hpp"
#include "cli/secret_option.hpp"
#include "cognito/authenticators.hpp"
#include "session/passkey_store.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace cauth::cli {

/// Where the secret of an authenticator is, and where that of a new one goes.
struct TotpPlaces {
  const SecretOption* secret = nullptr;  ///< null: none is read
  std::optional<std::string> new_file;   ///< as typed: written where it is not there yet
  bool person_may_take_it = true;        ///< where there is one, and no file
};

/// What this machine and the person in front of it have: the authenticator secret of option, variable or
/// profile, the passkeys kept here, a terminal to show a QR code on.
class OwnAuthenticators : public cognito::Authenticators {
 public:
  /// `keep_nothing`: --no-store. All of them outlive it.
  OwnAuthenticators(Context& context, AccountOwner owner, TotpPlaces totp, bool keep_nothing);

  /// Is there a file for the secret of a new authenticator?
  bool names_new_file() const;

  std::optional<SecretString> totp_secret() override;
  std::uint64_t take_totp_step(const std::string& username, std::uint64_t earliest) override;
  bool can_enrol() override;
  bool keep(const cognito::TotpEnrolment& enrolment) override;
  void drop() override;
  std::string introduce(const cognito::TotpEnrolment& enrolment) override;
  bool has_passkey(const std::string& username) override;
  std::optional<SecretString> sign(std::string_view options, const std::string& username) override;

 private:
  bool may_sign_for(const session::KeptPasskey& kept, const std::string& username) const;

  Context& context_;
  AccountOwner owner_;
  TotpPlaces totp_;
  bool keep_nothing_;
  std::uint64_t next_step_ = 0;  ///< of codes that this process sent
};

}  // namespace cauth::cli
