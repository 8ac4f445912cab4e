#include "serve/sandbox/account_client.hpp"
#include "serve/sandbox/codes.hpp"
#include "serve/sandbox/input.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/sign_in_rules.hpp"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

// A forgotten password. What a client that hides who exists answers is in "Managing user existence error
// responses"
// (https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-managing-errors.html).
namespace cauth::serve::sandbox {
namespace {

std::optional<std::string> verified_address(const User& user) {
  for (const char* attribute : {"email", "phone_number"}) {
    const auto verified = user.attributes.find(std::string(attribute) + "_verified");
    if (verified != user.attributes.end() && verified->second == "true") return attribute;
  }
  return std::nullopt;
}

// Why no code can be sent; nothing when it can.
std::optional<Error> obstacle(const User* user) {
  if (user == nullptr) return refusal("UserNotFoundException", "Username/client id combination not found.");
  if (!user->enabled) return not_authorized("User is disabled.");
  if (user->status == UserStatus::unconfirmed || !verified_address(*user)) {
    return invalid_parameter(
        "Cannot reset password for the user as there is no registered/verified email or phone_number");
  }
  return std::nullopt;
}

}  // namespace

Json forgot_password(State& state, const Json& input) {
  const std::string username = required_text(input, "Username");
  const PoolClient found = account_client(state, input, username);
  User* user = found.pool.find_user(username);
  if (user != nullptr && user->status == UserStatus::force_change_password) {
    throw not_authorized("User password cannot be reset in the current state.");
  }
  if (const auto why = obstacle(user)) {
    if (!found.client.prevent_user_existence_errors) throw Error(*why);
    return {{"CodeDeliveryDetails", made_up_delivery(username)}};
  }
  return {
      {"CodeDeliveryDetails", send_code(state, found.pool, *user, kPasswordCode, *verified_address(*user))}};
}

Json confirm_forgot_password(State& state, const Json& input) {
  const std::string username = required_text(input, "Username");
  const std::string code = required_text(input, "ConfirmationCode");
  const std::string password = required_text(input, "Password");
  const PoolClient found = account_client(state, input, username);
  User* user = found.pool.find_user(username);
  if (user == nullptr || !user->enabled) {
    if (user == nullptr && !found.client.prevent_user_existence_errors) throw Error(*obstacle(user));
    throw refusal("CodeMismatchException", "Invalid verification code provided, please try again.");
  }
  check_new_password(found.pool, password);
  take_code(*user, kPasswordCode, code, state.now());
  set_password(*user, password, UserStatus::confirmed, state.now());
  return Json::object();
}

}  // namespace cauth::serve::sandbox
