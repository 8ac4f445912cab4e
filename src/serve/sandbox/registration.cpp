#include "serve/sandbox/account_client.hpp"
#include "serve/sandbox/codes.hpp"
#include "serve/sandbox/input.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/sign_in_rules.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <utility>

// How somebody becomes a user.
namespace cauth::serve::sandbox {
namespace {

// The service hides behind a code that cannot be right who is no user; without hiding it says so.
Error no_such_user(const Client& client) {
  return client.prevent_user_existence_errors
             ? refusal("ExpiredCodeException", "Invalid code provided, please request a code again.")
             : refusal("UserNotFoundException", "Username/client id combination not found.");
}

// Where a registration's code goes: the telephone before the e-mail address, if the pool verifies it.
std::optional<std::string> address_to_verify(const Pool& pool, const User& user) {
  for (const char* attribute : {"phone_number", "email"}) {
    const auto has = user.attributes.find(attribute);
    if (has != user.attributes.end() && !has->second.empty() && pool.verifies(attribute)) return attribute;
  }
  return std::nullopt;
}

void check_username(const Pool& pool, const std::string& username) {
  if (username.find_first_of(" \t\r\n") != std::string::npos) {
    throw invalid_parameter(
        "1 validation error detected: Value at 'username' failed to satisfy constraint: Member must satisfy "
        "regular expression pattern: [\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+");
  }
  if (username.find('@') != std::string::npos && pool.is_alias("email")) {
    throw invalid_parameter(
        "Username cannot be of email format, since user pool is configured for email alias.");
  }
}

void check_required_attributes(const Pool& pool, const User& user) {
  std::string problems;
  for (const auto& name : missing_attributes(pool, user)) problems += name + ": The attribute is required\n";
  if (!problems.empty()) throw invalid_parameter("Attributes did not conform to the schema: " + problems);
}

void confirm(User& user, TimePoint now) {
  user.status = UserStatus::confirmed;
  user.modified = now;
}

void check_unconfirmed(const User& user) {
  if (user.status == UserStatus::unconfirmed) return;
  throw not_authorized(fmt::format("User cannot be confirmed. Current status is {}", name_of(user.status)));
}

}  // namespace

Json sign_up(State& state, const Json& input) {
  const std::string username = required_text(input, "Username");
  const PoolClient found = account_client(state, input, username);
  Pool& pool = found.pool;
  check_username(pool, username);
  const TimePoint now = state.now();
  User user{.username = username, .sub = random_uuid(state.random), .created = now, .modified = now};
  for (const auto& attribute : attribute_list(input, "UserAttributes"))
    user.attributes[attribute.first] = attribute.second;
  if (const auto password = optional_text(input, "Password")) {
    check_new_password(pool, *password);
    set_password(user, *password, UserStatus::unconfirmed, now);
  }
  user.status = pool.confirms_at_once ? UserStatus::confirmed : UserStatus::unconfirmed;
  check_required_attributes(pool, user);
  if (pool.find_user(username) != nullptr) throw refusal("UsernameExistsException", "User already exists");
  User& kept = pool.users.emplace(username, std::move(user)).first->second;
  Json answer = {{"UserConfirmed", pool.confirms_at_once}, {"UserSub", kept.sub}};
  if (const auto address = address_to_verify(pool, kept); address && !pool.confirms_at_once) {
    answer["CodeDeliveryDetails"] = send_code(state, pool, kept, kSignUpCode, *address);
  }
  return answer;
}

Json confirm_sign_up(State& state, const Json& input) {
  const std::string username = required_text(input, "Username");
  const std::string code = required_text(input, "ConfirmationCode");
  const PoolClient found = account_client(state, input, username);
  User* user = found.pool.find_user(username);
  if (user == nullptr) throw no_such_user(found.client);
  check_unconfirmed(*user);
  const std::string attribute = take_code(*user, kSignUpCode, code, state.now());
  mark_verified(found.pool, *user, attribute, optional_boolean(input, "ForceAliasCreation", false));
  confirm(*user, state.now());
  return Json::object();
}

Json resend_confirmation_code(State& state, const Json& input) {
  const std::string username = required_text(input, "Username");
  const PoolClient found = account_client(state, input, username);
  User* user = found.pool.find_user(username);
  if (user == nullptr) {
    if (!found.client.prevent_user_existence_errors) throw no_such_user(found.client);
    return {{"CodeDeliveryDetails", made_up_delivery(username)}};
  }
  if (user->status != UserStatus::unconfirmed) throw invalid_parameter("User is already confirmed.");
  const auto address = address_to_verify(found.pool, *user);
  if (!address) throw invalid_parameter("Auto verification not turned on.");
  return {{"CodeDeliveryDetails", send_code(state, found.pool, *user, kSignUpCode, *address)}};
}

Json admin_confirm_sign_up(State& state, const Json& input) {
  Pool& pool = find_pool(state, required_text(input, "UserPoolId"));
  User& user = find_user(pool, required_text(input, "Username"));
  check_unconfirmed(user);
  confirm(user, state.now());
  return Json::object();
}

}  // namespace cauth::serve::sandbox
