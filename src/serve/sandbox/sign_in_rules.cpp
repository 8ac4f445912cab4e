#include "serve/sandbox/sign_in_rules.hpp"

#include "base/secret.hpp"
#include "cognito/secret_hash.hpp"
#include "serve/sandbox/refusal.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

// After five wrong passwords in a row the lock begins at a second and doubles up to about 15 minutes
// (https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-authentication-flow-methods.html).
constexpr int kFreeAttempts = 5;
constexpr int kMostDoublings = 10;
constexpr std::chrono::seconds kLongestLock = std::chrono::minutes(15);

Error wrong_password() {
  return not_authorized("Incorrect username or password.");
}

void count_wrong_password(User& user, TimePoint now) {
  ++user.wrong_passwords;
  if (user.wrong_passwords < kFreeAttempts) return;
  const int doublings = std::min(user.wrong_passwords - kFreeAttempts, kMostDoublings);
  user.locked_until = now + std::min(std::chrono::seconds(1LL << doublings), kLongestLock);
}

void check_hash(const Client& client, std::string_view username, const std::string* hash,
                std::string_view what_is_wrong) {
  if (client.secret.has_value() != (hash != nullptr)) {
    throw not_authorized(fmt::format("Client {} is {}configured with secret but SECRET_HASH was {}received",
                                     client.id, client.secret ? "" : "not ", client.secret ? "not " : ""));
  }
  if (hash == nullptr) return;
  const std::string right = cognito::secret_hash(username, client.id, SecretString(*client.secret));
  if (!equal_secret(right, *hash)) throw not_authorized(fmt::format("{} {}", what_is_wrong, client.id));
}

}  // namespace

void check_secret_hash(const Client& client, std::string_view username, const std::string* hash) {
  check_hash(client, username, hash, "Unable to verify secret hash for client");
}

void check_renewal_secret_hash(const Client& client, std::string_view username, const std::string* hash) {
  check_hash(client, username, hash, "SecretHash does not match for the client:");
}

void check_client_secret(const Client& client, const std::string* secret) {
  if (client.secret.has_value() == (secret != nullptr) &&
      (secret == nullptr || equal_secret(*client.secret, *secret)))
    return;
  throw not_authorized(fmt::format("Unable to verify secret for client {}", client.id));
}

User& admit(const Pool& pool, const Client& client, User* user, TimePoint now,
            const std::function<bool(const User&)>& proves) {
  if (user == nullptr) {
    if (client.prevent_user_existence_errors) throw wrong_password();
    throw refusal("UserNotFoundException", "User does not exist.");
  }
  if (now < user->locked_until) throw not_authorized("Password attempts exceeded");
  if (user->password.empty() || !proves(*user)) {
    count_wrong_password(*user, now);
    throw wrong_password();
  }
  user->wrong_passwords = 0;
  if (!user->enabled) throw not_authorized("User is disabled.");
  if (user->status == UserStatus::unconfirmed)
    throw refusal("UserNotConfirmedException", "User is not confirmed.");
  if (user->status == UserStatus::reset_required)
    throw refusal("PasswordResetRequiredException", "Password reset required for the user");
  if (user->status == UserStatus::force_change_password &&
      now >= user->password_set + pool.password_policy.temporary_password_validity)
    throw not_authorized("Temporary password has expired and must be reset by an administrator.");
  return *user;
}

User& check_password(const Pool& pool, const Client& client, User* user, std::string_view password,
                     TimePoint now) {
  return admit(pool, client, user, now,
               [&](const User& known) { return equal_secret(known.password, password); });
}

void check_new_password(const Pool& pool, std::string_view password) {
  const std::string problem = password_problem(pool.password_policy, password);
  if (!problem.empty())
    throw refusal("InvalidPasswordException",
                  fmt::format("Password did not conform with policy: {}", problem));
}

void set_password(User& user, std::string password, UserStatus status, TimePoint now) {
  user.password = std::move(password);
  user.status = status;
  user.password_set = user.modified = now;
  user.wrong_passwords = 0;
  user.locked_until = {};
}

}  // namespace cauth::serve::sandbox
