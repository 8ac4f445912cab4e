#pragma once

#include "base/json.hpp"
#include "serve/sandbox/challenges.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cauth::serve::sandbox {

// Factors by the names of the API.
constexpr std::string_view kSoftwareToken = "SOFTWARE_TOKEN_MFA";
constexpr std::string_view kSmsMfa = "SMS_MFA";
constexpr std::string_view kEmailOtp = "EMAIL_OTP";
constexpr std::string_view kMfaSetup = "MFA_SETUP";

/// The second factors that a user has turned on: "UserMFASettingList".
std::vector<std::string> second_factors(const User& user);

/// Adds UserMFASettingList and PreferredMfaSetting, where there are some.
void add_second_factors(Json& answer, const User& user);

/// SOFTWARE_TOKEN_MFA, and the answer to it.
Json ask_token_code(SignInCall& call, const User& user);
Json answer_token_code(SignInCall& call, User& user, AuthSession& session);

/// MFA_SETUP, and its answer: the session that VerifySoftwareToken gave.
Json ask_mfa_setup(SignInCall& call, const User& user);
Json answer_mfa_setup(SignInCall& call, User& user, AuthSession& session);

}  // namespace cauth::serve::sandbox
