#include "crypto/totp.hpp"
#include "serve/sandbox/input.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/second_factors.hpp"
#include "serve/sandbox/tokens.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

// Setting up an authenticator: by a signed-in user, or in the middle of a sign-in that wants one.
namespace cauth::serve::sandbox {
namespace {

// What is to become the user's authenticator is kept with the sign-in, or with the user.
Json secret_answer(const std::string& key) {
  return {{"SecretCode", crypto::totp_secret_text(key).reveal()}};
}

SoftwareToken checked(std::string key, const Json& input, TimePoint now) {
  SoftwareToken token{.key = std::move(key),
                      .device_name = optional_text(input, "FriendlyDeviceName").value_or(""),
                      .last_step = 0};
  if (take_code(token, required_text(input, "UserCode"), now) != CodeOutcome::taken)
    throw refusal("EnableSoftwareTokenMFAException", "Code mismatch and fail enable Software Token MFA");
  return token;
}

// The session goes on under a new name.
std::string renewed(State& state, AuthSession& session) {
  AuthSession next = session;
  session.used = true;
  return state.sessions.open(std::move(next), state.random);
}

}  // namespace

Json associate_software_token(State& state, const Json& input) {
  std::string key = new_token_key(state.random);
  Json answer = secret_answer(key);
  if (const auto text = optional_text(input, "Session")) {
    AuthSession& session = state.sessions.find(*text, kMfaSetup, state.now());
    session.token_key = std::move(key);
    answer["Session"] = renewed(state, session);
    return answer;
  }
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  bearer.user.new_token_key = std::move(key);
  return answer;
}

Json verify_software_token(State& state, const Json& input) {
  if (const auto text = optional_text(input, "Session")) {
    AuthSession& session = state.sessions.find(*text, kMfaSetup, state.now());
    if (session.token_key.empty()) throw not_authorized("Invalid session for the user.");
    session.software_token = checked(session.token_key, input, state.now());
    return {{"Status", "SUCCESS"}, {"Session", renewed(state, session)}};
  }
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  if (bearer.user.new_token_key.empty())
    throw refusal("SoftwareTokenMFANotFoundException",
                  "Software token TOTP multi-factor authentication (MFA) is not enabled for the user pool.");
  bearer.user.software_token = checked(bearer.user.new_token_key, input, state.now());
  bearer.user.new_token_key.clear();
  return {{"Status", "SUCCESS"}};
}

}  // namespace cauth::serve::sandbox
