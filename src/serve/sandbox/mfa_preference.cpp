#include "serve/sandbox/input.hpp"
#include "serve/sandbox/one_time_codes.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/passkeys.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/second_factors.hpp"
#include "serve/sandbox/tokens.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <utility>

// Which second factors a user has, and which one is asked for first.
namespace cauth::serve::sandbox {
namespace {

struct Factor {
  std::string_view name;
  std::string_view member;  ///< of SetUserMFAPreference
  bool User::*is_on;
  bool (*can_be_on)(const User&);
};

bool has_token(const User& user) {
  return user.software_token.has_value();
}

constexpr auto kFactors = std::to_array<Factor>({
    {kSmsMfa, "SMSMfaSettings", &User::sms_mfa, has_telephone},
    {kSoftwareToken, "SoftwareTokenMfaSettings", &User::token_mfa, has_token},
    {kEmailOtp, "EmailMfaSettings", &User::email_mfa, has_email},
});

void set_factor(User& user, const Factor& factor, const Json& settings) {
  const bool enabled = optional_boolean(settings, "Enabled", user.*factor.is_on);
  const bool preferred = optional_boolean(settings, "PreferredMfa", user.preferred_mfa == factor.name);
  if (enabled && !factor.can_be_on(user))
    throw invalid_parameter(fmt::format("User does not have delivery config set to turn on {}", factor.name));
  user.*factor.is_on = enabled;
  if (preferred && enabled) user.preferred_mfa = factor.name;
  if (!(preferred && enabled) && user.preferred_mfa == factor.name) user.preferred_mfa.clear();
}

void set_preference(User& user, const Json& input) {
  // All or nothing: a refusal leaves the user as he was.
  User changed = user;
  for (const auto& factor : kFactors) {
    const auto settings = input.find(factor.member);
    if (settings != input.end() && settings->is_object()) set_factor(changed, factor, *settings);
  }
  user = changed;
}

}  // namespace

std::vector<std::string> second_factors(const User& user) {
  std::vector<std::string> names;
  for (const auto& factor : kFactors) {
    if (user.*factor.is_on) names.emplace_back(factor.name);
  }
  return names;
}

void add_second_factors(Json& answer, const User& user) {
  const auto names = second_factors(user);
  if (!names.empty()) answer["UserMFASettingList"] = names;
  if (!user.preferred_mfa.empty()) answer["PreferredMfaSetting"] = user.preferred_mfa;
}

Json set_user_mfa_preference(State& state, const Json& input) {
  set_preference(check_access_token(state, required_text(input, "AccessToken")).user, input);
  return Json::object();
}

Json admin_set_user_mfa_preference(State& state, const Json& input) {
  Pool& pool = find_pool(state, required_text(input, "UserPoolId"));
  set_preference(find_user(pool, required_text(input, "Username")), input);
  return Json::object();
}

Json get_user_auth_factors(State& state, const Json& input) {
  const User& user = check_access_token(state, required_text(input, "AccessToken")).user;
  Json answer = {{"Username", user.username}};
  add_second_factors(answer, user);
  Json factors = Json::array({"PASSWORD"});
  if (!user.passkeys.empty()) factors.push_back(kWebAuthn);
  answer["ConfiguredUserAuthFactors"] = std::move(factors);
  return answer;
}

}  // namespace cauth::serve::sandbox
