#include "serve/sandbox/challenges.hpp"

#include "serve/sandbox/device_sign_in.hpp"
#include "serve/sandbox/one_time_codes.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/second_factors.hpp"
#include "serve/sandbox/tokens.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::serve::sandbox {
namespace {

Json ask_new_password(SignInCall& call, const User& user) {
  Json required = Json::array();
  for (const auto& name : missing_attributes(call.pool, user))
    required.push_back(fmt::format("{}{}", kUserAttribute, name));
  return challenge_answer(call, user, "NEW_PASSWORD_REQUIRED",
                          {{"USER_ID_FOR_SRP", user.username},
                           {"requiredAttributes", json_text(required)},
                           {"userAttributes", json_text(Json(user.attributes))}});
}

// By the names that SELECT_MFA_TYPE offers, which are those of the challenges.
Json ask_factor(SignInCall& call, const User& user, std::string_view name) {
  return name == kSoftwareToken ? ask_token_code(call, user) : ask_sent_code(call, user, name);
}

std::optional<Json> ask_second_factor(SignInCall& call, const User& user) {
  if (user.must_set_up_mfa) return ask_mfa_setup(call, user);
  const auto factors = second_factors(user);
  if (factors.empty()) return std::nullopt;
  if (!user.preferred_mfa.empty()) return ask_factor(call, user, user.preferred_mfa);
  if (factors.size() == 1) return ask_factor(call, user, factors.front());
  return challenge_answer(
      call, user, "SELECT_MFA_TYPE",
      {{"MFAS_CAN_CHOOSE", json_text(Json(factors))}, {"USER_ID_FOR_SRP", user.username}});
}

}  // namespace

Json challenge_answer(SignInCall& call, const User& user, std::string_view name, Json parameters,
                      AuthSession session) {
  session.pool_id = call.pool.id;
  session.client_id = call.client.id;
  session.username = user.username;
  session.challenge = std::string(name);
  session.expires = call.state.now() + call.client.auth_session_validity;
  return {{"ChallengeName", name},
          {"ChallengeParameters", std::move(parameters)},
          {"Session", call.state.sessions.open(std::move(session), call.state.random)}};
}

SignInCall begin_call(State& state, const Json& input, Form form, std::string_view parameters) {
  const std::string client_id = required_text(input, "ClientId");
  const PoolClient found = form == Form::admin
                               ? find_client(find_pool(state, required_text(input, "UserPoolId")), client_id)
                               : find_client(state, client_id);
  return {
      .state = state, .pool = found.pool, .client = found.client, .parameters = text_map(input, parameters)};
}

Json ask_custom(SignInCall& call, const User& user, int wrong_answers) {
  if (!user.custom_challenge)
    throw invalid_parameter("Custom auth lambda trigger is not configured for the user pool.");
  Json parameters = Json(user.custom_challenge->parameters);
  parameters["USERNAME"] = user.username;
  return challenge_answer(call, user, user.custom_challenge->name, std::move(parameters),
                          {.wrong_answers = wrong_answers});
}

std::optional<Json> challenge_after_password(SignInCall& call, const User& user) {
  if (user.status == UserStatus::force_change_password) return ask_new_password(call, user);
  // A remembered device stands for the second factor.
  if (remembered_device(call, user) != nullptr) return ask_device_srp(call, user);
  return ask_second_factor(call, user);
}

Json after_password(SignInCall& call, User& user) {
  auto challenge = challenge_after_password(call, user);
  return challenge ? *std::move(challenge) : finish_sign_in(call, user);
}

Json finish_sign_in(SignInCall& call, User& user) {
  const std::string* device_key = find_parameter(call.parameters, "DEVICE_KEY");
  return sign_in_answer(call.state, call.pool, call.client, user, device_key == nullptr ? "" : *device_key);
}

Json answer_select_mfa_type(SignInCall& call, User& user, AuthSession& session) {
  const std::string& chosen = required_parameter(call.parameters, "ANSWER");
  const auto factors = second_factors(user);
  if (std::find(factors.begin(), factors.end(), chosen) == factors.end()) {
    throw invalid_parameter("Invalid MFA type.");
  }
  session.used = true;
  return ask_factor(call, user, chosen);
}

}  // namespace cauth::serve::sandbox
