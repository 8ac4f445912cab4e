#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/second_factors.hpp"

#include <nlohmann/json.hpp>

#include <string>

// The challenges about an authenticator.
namespace cauth::serve::sandbox {
Json ask_token_code(SignInCall& call, const User& user) {
  return challenge_answer(
      call, user, kSoftwareToken,
      {{"FRIENDLY_DEVICE_NAME", user.software_token->device_name}, {"USER_ID_FOR_SRP", user.username}});
}

Json answer_token_code(SignInCall& call, User& user, AuthSession& session) {
  const std::string& code = required_parameter(call.parameters, "SOFTWARE_TOKEN_MFA_CODE");
  if (!user.software_token) throw not_authorized("Invalid session for the user.");
  switch (take_code(*user.software_token, code, call.state.now())) {
    case CodeOutcome::taken: break;
    case CodeOutcome::used:
      throw refusal("ExpiredCodeException", "Your software token has already been used once.");
    case CodeOutcome::wrong:
      session.count_wrong_answer();
      throw refusal("CodeMismatchException", "Invalid code received for user");
  }
  session.used = true;
  return finish_sign_in(call, user);
}

Json ask_mfa_setup(SignInCall& call, const User& user) {
  return challenge_answer(
      call, user, kMfaSetup,
      {{"MFAS_CAN_SETUP", json_text(Json::array({kSoftwareToken}))}, {"USER_ID_FOR_SRP", user.username}});
}

Json answer_mfa_setup(SignInCall& call, User& user, AuthSession& session) {
  if (!session.software_token) throw not_authorized("Invalid session for the user.");
  session.used = true;
  user.software_token = session.software_token;
  user.token_mfa = true;
  user.must_set_up_mfa = false;
  user.preferred_mfa = kSoftwareToken;
  return finish_sign_in(call, user);
}

}  // namespace cauth::serve::sandbox
