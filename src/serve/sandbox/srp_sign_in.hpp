#pragma once

#include "base/json.hpp"
#include "serve/sandbox/challenges.hpp"

#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

constexpr std::string_view kPasswordVerifier = "PASSWORD_VERIFIER";

/// Is it in Cognito's form, and of these minutes?
bool is_time_stamp_of_now(std::string_view time_stamp, TimePoint now);

/// The answer to SRP_A: a PASSWORD_VERIFIER challenge, in USER_SRP_AUTH without a Session. An unknown user
/// gets one too, with numbers that are made up, where the client hides who exists.
Json ask_password_proof(SignInCall& call, const std::string& username, SrpPurpose purpose);

struct Proved {
  User& user;
  SrpPurpose purpose;
};

/// Checks PASSWORD_CLAIM_SIGNATURE, for real: the user whose password it proves. Error:
/// NotAuthorizedException for a wrong proof, a time stamp that is not of these minutes or not in the form
/// that Cognito takes, a secret block used twice.
Proved check_password_proof(SignInCall& call, const std::string& username);

}  // namespace cauth::serve::sandbox
