#include "base/text.hpp"
#include "serve/sandbox/input.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/renewal.hpp"
#include "serve/sandbox/sign_in_rules.hpp"
#include "serve/sandbox/tokens.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

enum class Form { user, admin };

constexpr std::string_view kUserAttribute = "userAttributes.";
constexpr int kWrongAnswersAllowed = 3;

// What the steps of one call share.
struct Call {
  State& state;
  Pool& pool;
  Client& client;
  TextMap parameters;  // AuthParameters or ChallengeResponses
};

Call begin_call(State& state, const Json& input, Form form, std::string_view parameters) {
  const std::string client_id = required_text(input, "ClientId");
  const PoolClient found = form == Form::admin
                               ? find_client(find_pool(state, required_text(input, "UserPoolId")), client_id)
                               : find_client(state, client_id);
  return {
      .state = state, .pool = found.pool, .client = found.client, .parameters = text_map(input, parameters)};
}

Json challenge_answer(Call& call, const User& user, std::string_view name, Json parameters,
                      AuthSession session = {}) {
  session.pool_id = call.pool.id;
  session.client_id = call.client.id;
  session.username = user.username;
  session.challenge = std::string(name);
  session.expires = call.state.now() + call.client.auth_session_validity;
  return {{"ChallengeName", name},
          {"ChallengeParameters", std::move(parameters)},
          {"Session", call.state.sessions.open(std::move(session), call.state.random)}};
}

Json ask_new_password(Call& call, const User& user) {
  Json required = Json::array();
  for (const auto& name : missing_attributes(call.pool, user))
    required.push_back(fmt::format("{}{}", kUserAttribute, name));
  return challenge_answer(call, user, "NEW_PASSWORD_REQUIRED",
                          {{"USER_ID_FOR_SRP", user.username},
                           {"requiredAttributes", json_text(required)},
                           {"userAttributes", json_text(Json(user.attributes))}});
}

// "+15550100123" → "+*******0123"
std::string masked(const std::string& telephone) {
  constexpr std::size_t kShown = 4;
  std::string text = telephone;
  for (std::size_t at = 1; at + kShown < text.size(); ++at) text[at] = '*';
  return text;
}

std::string six_digits(Random& random) {
  unsigned number = 0;
  for (const char octet : random_octets(random, 4)) number = number * 256 + static_cast<unsigned char>(octet);
  constexpr unsigned kMillion = 1'000'000;
  return fmt::format("{:06}", number % kMillion);
}

Json ask_sms_code(Call& call, const User& user) {
  const auto telephone = user.attributes.find("phone_number");
  const std::string destination = telephone == user.attributes.end() ? "" : telephone->second;
  AuthSession session{.code = user.sms_code ? *user.sms_code : six_digits(call.state.random)};
  call.state.send({.pool_id = call.pool.id,
                   .username = user.username,
                   .medium = "SMS",
                   .destination = destination,
                   .what = "code",
                   .secret = session.code});
  return challenge_answer(call, user, "SMS_MFA",
                          {{"CODE_DELIVERY_DELIVERY_MEDIUM", "SMS"},
                           {"CODE_DELIVERY_DESTINATION", masked(destination)},
                           {"USER_ID_FOR_SRP", user.username}},
                          std::move(session));
}

Json ask_custom(Call& call, const User& user, int wrong_answers) {
  if (!user.custom_challenge)
    throw invalid_parameter("Custom auth lambda trigger is not configured for the user pool.");
  Json parameters = Json(user.custom_challenge->parameters);
  parameters["USERNAME"] = user.username;
  return challenge_answer(call, user, "CUSTOM_CHALLENGE", std::move(parameters),
                          {.wrong_answers = wrong_answers});
}

// After a password that was right, or a challenge that was answered: the next one, or tokens.
Json after_password(Call& call, const User& user) {
  if (user.status == UserStatus::force_change_password) return ask_new_password(call, user);
  if (user.sms_mfa) return ask_sms_code(call, user);
  return sign_in_answer(call.state, call.pool, call.client, user);
}

Json start_with_password(Call& call) {
  const std::string& username = required_parameter(call.parameters, "USERNAME");
  check_secret_hash(call.client, username, find_parameter(call.parameters, "SECRET_HASH"));
  const std::string& password = required_parameter(call.parameters, "PASSWORD");
  return after_password(call, check_password(call.pool, call.client, call.pool.find_user(username), password,
                                             call.state.now()));
}

Json start_custom(Call& call) {
  const std::string& username = required_parameter(call.parameters, "USERNAME");
  check_secret_hash(call.client, username, find_parameter(call.parameters, "SECRET_HASH"));
  User* user = call.pool.find_user(username);
  if (user == nullptr) throw refusal("UserNotFoundException", "User does not exist.");
  if (!user->enabled) throw not_authorized("User is disabled.");
  return ask_custom(call, *user, 0);
}

Json renew(Call& call) {
  return renew_with_refresh_token_auth(call.state, call.pool, call.client, call.parameters);
}

struct Flow {
  std::string_view name;
  Json (*start)(Call&);
  bool admin_only;
  std::string_view when_off;
};

// USER_SRP_AUTH stands here for its words alone: no client of the sandbox enables it.
constexpr std::array<Flow, 5> kFlows = {{
    {"USER_PASSWORD_AUTH", start_with_password, false, "USER_PASSWORD_AUTH flow not enabled for this client"},
    {"ADMIN_USER_PASSWORD_AUTH", start_with_password, true, "Auth flow not enabled for this client"},
    {"REFRESH_TOKEN_AUTH", renew, false, "Auth flow not enabled for this client"},
    {"CUSTOM_AUTH", start_custom, false, "CUSTOM_AUTH is not enabled for the client."},
    {"USER_SRP_AUTH", nullptr, false, "USER_SRP_AUTH is not enabled for the client."},
}};

// Names that AWS had first, and still takes.
std::string_view flow_name(std::string_view written) {
  if (written == "ADMIN_NO_SRP_AUTH") return "ADMIN_USER_PASSWORD_AUTH";
  return written == "REFRESH_TOKEN" ? "REFRESH_TOKEN_AUTH" : written;
}

Json initiate(State& state, const Json& input, Form form) {
  const std::string written = required_text(input, "AuthFlow");
  Call call = begin_call(state, input, form, "AuthParameters");
  const std::string_view name = flow_name(written);
  const auto* flow =
      std::find_if(kFlows.begin(), kFlows.end(), [&](const Flow& row) { return row.name == name; });
  if (flow == kFlows.end()) {
    throw invalid_parameter(
        fmt::format("1 validation error detected: Value '{}' at 'authFlow' failed to "
                    "satisfy constraint: Member must satisfy enum value set",
                    printable(written)));
  }
  if (flow->admin_only && form != Form::admin) throw invalid_parameter("Initiate Auth method not supported.");
  if (!call.client.allows(flow->name)) throw invalid_parameter(std::string(flow->when_off));
  return flow->start(call);
}

void take_new_attributes(Call& call, User& user) {
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

Json answer_new_password(Call& call, User& user, AuthSession& session) {
  const std::string& password = required_parameter(call.parameters, "NEW_PASSWORD");
  check_new_password(call.pool, password);
  take_new_attributes(call, user);
  session.used = true;
  set_password(user, password, UserStatus::confirmed, call.state.now());
  return after_password(call, user);
}

Json answer_sms_code(Call& call, User& user, AuthSession& session) {
  const std::string& code = required_parameter(call.parameters, "SMS_MFA_CODE");
  if (code != session.code) {
    session.used = ++session.wrong_answers >= kWrongAnswersAllowed;
    throw refusal("CodeMismatchException", "Invalid code or auth state for the user.");
  }
  session.used = true;
  return sign_in_answer(call.state, call.pool, call.client, user);
}

Json answer_custom(Call& call, User& user, AuthSession& session) {
  const std::string& answer = required_parameter(call.parameters, "ANSWER");
  session.used = true;
  if (user.custom_challenge && answer == user.custom_challenge->answer)
    return sign_in_answer(call.state, call.pool, call.client, user);
  const int wrong_answers = session.wrong_answers + 1;
  if (wrong_answers >= kWrongAnswersAllowed) throw not_authorized("Incorrect username or password.");
  return ask_custom(call, user, wrong_answers);
}

struct Responder {
  std::string_view challenge;
  Json (*answer)(Call&, User&, AuthSession&);
};

constexpr std::array<Responder, 3> kResponders = {{
    {"NEW_PASSWORD_REQUIRED", answer_new_password},
    {"SMS_MFA", answer_sms_code},
    {"CUSTOM_CHALLENGE", answer_custom},
}};

Json respond(State& state, const Json& input, Form form) {
  const std::string name = required_text(input, "ChallengeName");
  Call call = begin_call(state, input, form, "ChallengeResponses");
  const auto* responder = std::find_if(kResponders.begin(), kResponders.end(),
                                       [&](const Responder& row) { return row.challenge == name; });
  if (responder == kResponders.end()) throw not_authorized("Invalid session for the user.");
  const std::string& username = required_parameter(call.parameters, "USERNAME");
  check_secret_hash(call.client, username, find_parameter(call.parameters, "SECRET_HASH"));
  const auto text = optional_text(input, "Session");
  if (!text) throw invalid_parameter("Missing required parameter Session");
  AuthSession& session = state.sessions.find(*text, call.client.id, name, state.now());
  User* user = call.pool.find_user(username);
  if (user == nullptr || user->username != session.username)
    throw not_authorized("Invalid session for the user.");
  if (!user->enabled) throw not_authorized("User is disabled.");
  return responder->answer(call, *user, session);
}

}  // namespace

Json initiate_auth(State& state, const Json& input) {
  return initiate(state, input, Form::user);
}
Json admin_initiate_auth(State& state, const Json& input) {
  return initiate(state, input, Form::admin);
}
Json respond_to_auth_challenge(State& state, const Json& input) {
  return respond(state, input, Form::user);
}
Json admin_respond_to_auth_challenge(State& state, const Json& input) {
  return respond(state, input, Form::admin);
}

}  // namespace cauth::serve::sandbox
