#pragma once

#include <array>
#include <string_view>

namespace cauth::cognito {

/// A kind of second factor, as people and the API name it.
struct SecondFactor {
  std::string_view word;    ///< "totp"
  std::string_view name;    ///< "SOFTWARE_TOKEN_MFA"
  std::string_view member;  ///< of SetUserMFAPreference
};

constexpr std::array<SecondFactor, 3> kSecondFactors = {{
    {"totp", "SOFTWARE_TOKEN_MFA", "SoftwareTokenMfaSettings"},
    {"sms", "SMS_MFA", "SMSMfaSettings"},
    {"email", "EMAIL_OTP", "EmailMfaSettings"},
}};

/// Codes of an authenticator.
constexpr SecondFactor kTotpFactor = kSecondFactors[0];

}  // namespace cauth::cognito
