#include "serve/sandbox/challenges.hpp"
#include "serve/sandbox/choice_sign_in.hpp"
#include "serve/sandbox/device_sign_in.hpp"
#include "serve/sandbox/one_time_codes.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/passkeys.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/second_factors.hpp"
#include "serve/sandbox/sign_in_rules.hpp"
#include "serve/sandbox/srp_sign_in.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace cauth::serve::sandbox {
namespace {

void take_new_attributes(SignInCall& call, User& user) {
  TextMap given;
  for (const auto& parameter : call.parameters) {
    if (!parameter.first.starts_with(kUserAttribute)) continue;
    const std::string name = parameter.first.substr(kUserAttribute.size());
    if (user.attributes.find(name) != user.attributes.end())
      throw not_authorized(fmt::format("Cannot modify an already provided {}", name));
    given[name] = parameter.second;
  }
  for (const auto& name : missing_attributes(call.pool, user)) {
    const auto found = given.find(name);
    if (found == given.end() || found->second.empty())
      throw invalid_parameter(fmt::format("Invalid attributes given, {} is missing", name));
  }
  user.attributes.insert(given.begin(), given.end());
}

Json answer_new_password(SignInCall& call, User& user, AuthSession& session) {
  const std::string& password = required_parameter(call.parameters, "NEW_PASSWORD");
  check_new_password(call.pool, password);
  take_new_attributes(call, user);
  session.used = true;
  set_password(user, password, UserStatus::confirmed, call.state.now());
  return after_password(call, user);
}

Json answer_custom(SignInCall& call, User& user, AuthSession& session) {
  const std::string& answer = required_parameter(call.parameters, "ANSWER");
  session.used = true;
  if (user.custom_challenge && answer == user.custom_challenge->answer) return finish_sign_in(call, user);
  const int wrong_answers = session.wrong_answers + 1;
  if (wrong_answers >= kWrongAnswersAllowed) throw not_authorized("Incorrect username or password.");
  return ask_custom(call, user, wrong_answers);
}

AuthSession& session_of(SignInCall& call, const Json& input, std::string_view challenge) {
  const auto text = optional_text(input, "Session");
  if (!text) throw invalid_parameter("Missing required parameter Session");
  return call.state.sessions.find(*text, call.client.id, challenge, call.state.now());
}

// In plain SRP it has no Session: its secret block says which sign-in it belongs to.
Json answer_password_proof(SignInCall& call, const Json& input) {
  const std::string& username = required_parameter(call.parameters, "USERNAME");
  check_secret_hash(call.client, username, find_parameter(call.parameters, "SECRET_HASH"));
  check_device_key(call, call.pool.find_user(username));
  const Proved proved = check_password_proof(call, username);
  if (proved.purpose == SrpPurpose::sign_in) return after_password(call, proved.user);
  session_of(call, input, kPasswordVerifier).used = true;
  if (proved.purpose == SrpPurpose::custom) return ask_custom(call, proved.user, 0);
  return after_password(call, proved.user);
}

struct Responder {
  std::string_view challenge;
  Json (*answer)(SignInCall&, User&, AuthSession&);
};

constexpr auto kResponders = std::to_array<Responder>({
    {"NEW_PASSWORD_REQUIRED", answer_new_password},
    {"SMS_MFA", answer_sent_code},
    {"SMS_OTP", answer_sent_code},
    {"EMAIL_OTP", answer_sent_code},
    {"SELECT_MFA_TYPE", answer_select_mfa_type},
    {"SELECT_CHALLENGE", answer_select_challenge},
    {"PASSWORD", answer_first_factor},
    {"PASSWORD_SRP", answer_first_factor},
    {"CUSTOM_CHALLENGE", answer_custom},
    {kDeviceSrpAuth, answer_device_srp},
    {kDevicePasswordVerifier, answer_device_proof},
    {kSoftwareToken, answer_token_code},
    {kMfaSetup, answer_mfa_setup},
    {kWebAuthn, answer_passkey},
});

Json respond(State& state, const Json& input, Form form) {
  const std::string name = required_text(input, "ChallengeName");
  SignInCall call = begin_call(state, input, form, "ChallengeResponses");
  if (name == kPasswordVerifier) return answer_password_proof(call, input);
  const auto* responder = std::find_if(kResponders.begin(), kResponders.end(),
                                       [&](const Responder& row) { return row.challenge == name; });
  const std::string& username = required_parameter(call.parameters, "USERNAME");
  check_secret_hash(call.client, username, find_parameter(call.parameters, "SECRET_HASH"));
  AuthSession& session = session_of(call, input, name);
  User* user = call.pool.find_user(username);
  if (user == nullptr || user->username != session.username)
    throw not_authorized("Invalid session for the user.");
  if (!user->enabled) throw not_authorized("User is disabled.");
  check_device_key(call, user);
  // A name of the seed's own: its session was found, so that it was asked.
  if (responder == kResponders.end()) return answer_custom(call, *user, session);
  return responder->answer(call, *user, session);
}

}  // namespace

Json respond_to_auth_challenge(State& state, const Json& input) {
  return respond(state, input, Form::user);
}
Json admin_respond_to_auth_challenge(State& state, const Json& input) {
  return respond(state, input, Form::admin);
}

}  // namespace cauth::serve::sandbox
