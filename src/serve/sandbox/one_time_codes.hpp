#pragma once

#include "base/json.hpp"
#include "serve/sandbox/challenges.hpp"

#include <string_view>

namespace cauth::serve::sandbox {

/// Where a code can be sent.
bool has_telephone(const User& user);
bool has_email(const User& user);

/// Sends a code and asks for it: SMS_MFA, SMS_OTP or EMAIL_OTP.
Json ask_sent_code(SignInCall& call, const User& user, std::string_view challenge);

/// Their answer: tokens. Error: CodeMismatchException, three times at most.
Json answer_sent_code(SignInCall& call, User& user, AuthSession& session);

}  // namespace cauth::serve::sandbox
