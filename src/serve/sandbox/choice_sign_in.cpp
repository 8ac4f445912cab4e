#include "serve/sandbox/choice_sign_in.hpp"

#include "serve/sandbox/one_time_codes.hpp"
#include "serve/sandbox/passkeys.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/sign_in_rules.hpp"
#include "serve/sandbox/srp_sign_in.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::serve::sandbox {
namespace {

Json start_password(SignInCall& call, User& user) {
  const std::string* password = find_parameter(call.parameters, "PASSWORD");
  if (password == nullptr) return challenge_answer(call, user, "PASSWORD", Json::object());
  return after_password(call, check_password(call.pool, call.client, &user, *password, call.state.now()));
}

Json start_srp(SignInCall& call, User& user) {
  if (find_parameter(call.parameters, "SRP_A") == nullptr) {
    return challenge_answer(call, user, "PASSWORD_SRP", Json::object());
  }
  return ask_password_proof(call, user.username, SrpPurpose::choice);
}

Json start_sms(SignInCall& call, User& user) {
  return ask_sent_code(call, user, "SMS_OTP");
}

Json start_email(SignInCall& call, User& user) {
  return ask_sent_code(call, user, "EMAIL_OTP");
}

Json start_passkey(SignInCall& call, User& user) {
  return ask_passkey(call, user);
}

bool has_passkey(const User& user) {
  return !user.passkeys.empty();
}
bool has_password(const User& user) {
  return !user.password.empty();
}

struct FirstFactor {
  std::string_view name;
  std::string_view allowed_as;  ///< in the pool's AllowedFirstAuthFactors
  bool (*has)(const User&);
  Json (*start)(SignInCall&, User&);
};
constexpr auto kFirstFactors = std::to_array<FirstFactor>({
    {"PASSWORD_SRP", "PASSWORD", has_password, start_srp},
    {"PASSWORD", "PASSWORD", has_password, start_password},
    {"EMAIL_OTP", "EMAIL_OTP", has_email, start_email},
    {"SMS_OTP", "SMS_OTP", has_telephone, start_sms},
    {kWebAuthn, kWebAuthn, has_passkey, start_passkey},
});

// A user with a temporary password has to come by it.
bool may_use(const Pool& pool, const User& user, const FirstFactor& factor) {
  const auto& allowed = pool.first_factors;
  if (std::find(allowed.begin(), allowed.end(), factor.allowed_as) == allowed.end()) return false;
  if (user.status == UserStatus::force_change_password && factor.allowed_as != "PASSWORD") return false;
  return factor.has(user);
}

const FirstFactor* find_factor(const Pool& pool, const User& user, std::string_view name) {
  for (const auto& factor : kFirstFactors) {
    if (factor.name == name && may_use(pool, user, factor)) return &factor;
  }
  return nullptr;
}

Json ask_to_choose(SignInCall& call, const User& user) {
  Json available = Json::array();
  for (const auto& factor : kFirstFactors) {
    if (may_use(call.pool, user, factor)) available.push_back(factor.name);
  }
  Json answer = challenge_answer(call, user, "SELECT_CHALLENGE", {{"USERNAME", user.username}});
  answer["AvailableChallenges"] = std::move(available);
  return answer;
}

// With a password the same is checked once it is known to be right.
void check_may_sign_in(const User& user) {
  if (!user.enabled) throw not_authorized("User is disabled.");
  if (user.status == UserStatus::unconfirmed)
    throw refusal("UserNotConfirmedException", "User is not confirmed.");
}

}  // namespace

Json start_by_choice(SignInCall& call) {
  const std::string& username = required_parameter(call.parameters, "USERNAME");
  check_secret_hash(call.client, username, find_parameter(call.parameters, "SECRET_HASH"));
  const std::string* preferred = find_parameter(call.parameters, "PREFERRED_CHALLENGE");
  User* user = call.pool.find_user(username);
  if (user == nullptr) {
    if (preferred != nullptr && *preferred == "PASSWORD_SRP")
      return ask_password_proof(call, username, SrpPurpose::choice);
    if (call.client.prevent_user_existence_errors) throw not_authorized("Incorrect username or password.");
    throw refusal("UserNotFoundException", "User does not exist.");
  }
  const FirstFactor* factor = preferred == nullptr ? nullptr : find_factor(call.pool, *user, *preferred);
  if (factor != nullptr && factor->allowed_as == "PASSWORD") return factor->start(call, *user);
  check_may_sign_in(*user);
  return factor == nullptr ? ask_to_choose(call, *user) : factor->start(call, *user);
}

Json answer_select_challenge(SignInCall& call, User& user, AuthSession& session) {
  const std::string& chosen = required_parameter(call.parameters, "ANSWER");
  const FirstFactor* factor = find_factor(call.pool, user, chosen);
  if (factor == nullptr) throw invalid_parameter("The chosen challenge is not available.");
  session.used = true;
  return factor->start(call, user);
}

Json answer_first_factor(SignInCall& call, User& user, AuthSession& session) {
  required_parameter(call.parameters, session.challenge == "PASSWORD" ? "PASSWORD" : "SRP_A");
  session.used = true;
  return session.challenge == "PASSWORD" ? start_password(call, user) : start_srp(call, user);
}

}  // namespace cauth::serve::sandbox
