#include "cognito/parameter_keys.hpp"

#include "base/text.hpp"

#include <array>

namespace cauth::cognito {
namespace {

constexpr std::array<std::string_view, 21> kKeys{"USERNAME",
                                                 "PASSWORD",
                                                 "SRP_A",
                                                 "REFRESH_TOKEN",
                                                 "SECRET_HASH",
                                                 "DEVICE_KEY",
                                                 "CHALLENGE_NAME",
                                                 "PREFERRED_CHALLENGE",
                                                 "NEW_PASSWORD",
                                                 "ANSWER",
                                                 "SMS_MFA_CODE",
                                                 "SMS_OTP_CODE",
                                                 "EMAIL_OTP_CODE",
                                                 "EMAIL_MFA_CODE",
                                                 "SOFTWARE_TOKEN_MFA_CODE",
                                                 "PASSWORD_CLAIM_SIGNATURE",
                                                 "PASSWORD_CLAIM_SECRET_BLOCK",
                                                 "TIMESTAMP",
                                                 "CREDENTIAL",
                                                 "EMAIL",
                                                 "SESSION"};
constexpr std::string_view kAttributePrefix = "userAttributes.";

// Without what people vary: case and separators.
std::string squeezed(std::string_view key) {
  std::string letters;
  for (const char character : key) {
    if (character != '_' && character != '-') letters += ascii_lower(character);
  }
  return letters;
}

}  // namespace

std::optional<std::string> misspelt_key(std::string_view key) {
  if (key.starts_with(kAttributePrefix)) return std::nullopt;
  if (equal_ignoring_case(key.substr(0, kAttributePrefix.size()), kAttributePrefix)) {
    return std::string(kAttributePrefix) + std::string(key.substr(kAttributePrefix.size()));
  }
  for (const auto known : kKeys) {
    if (key == known) return std::nullopt;
  }
  for (const auto known : kKeys) {
    if (squeezed(key) == squeezed(known)) return std::string(known);
  }
  return std::nullopt;
}

}  // namespace cauth::cognito
