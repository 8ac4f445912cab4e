#pragma once

#include "base/clock.hpp"
#include "serve/sandbox/passkey.hpp"
#include "serve/sandbox/software_token.hpp"

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

// What a sandbox holds. Its passwords and secrets are plain strings on purpose: they are made up, stand in
// the manual or in a seed file, and open nothing.
namespace cauth::serve::sandbox {

/// UserStatus of the API.
enum class UserStatus : std::uint8_t { unconfirmed, confirmed, force_change_password, reset_required };

/// "FORCE_CHANGE_PASSWORD".
std::string_view name_of(UserStatus status);
std::optional<UserStatus> user_status_named(std::string_view name);

/// What CUSTOM_AUTH asks a user: the app's own challenge, without its Lambda functions.
struct CustomChallenge {
  std::string name = "CUSTOM_CHALLENGE";  ///< another one: a challenge that clients do not know yet
  std::map<std::string, std::string> parameters;
  std::string answer;
};

/// What DeviceConfiguration makes of a device that a user signs in with.
enum class DeviceTracking : std::uint8_t { off, always, opt_in };

struct Device {
  std::string key, group_key;
  std::string name;
  std::string salt, verifier;  ///< octets, of ConfirmDevice; empty: not confirmed
  bool remembered = false;
  TimePoint created, modified, last_signed_in;
};

/// A code that was sent to an address of the user's.
struct SentCode {
  std::string code;
  std::string attribute;  ///< that it was sent to: "email"
  TimePoint expires;
  int wrong_answers = 0;
};

struct User {
  std::string username;  ///< the real one; an alias is only a way to find it
  std::string sub;
  std::string password;  ///< empty: none that could be right
  UserStatus status = UserStatus::confirmed;
  bool enabled = true;
  std::map<std::string, std::string> attributes;  ///< without sub
  std::vector<std::string> groups;
  bool sms_mfa = false;
  bool email_mfa = false;
  std::optional<std::string> sms_code;          ///< fixed by the seed; otherwise each message has a new one
  std::optional<std::string> email_code;        ///< the same for e-mail
  std::optional<SoftwareToken> software_token;  ///< verified
  std::string new_token_key;                    ///< associated, and not verified yet
  bool token_mfa = false;                       ///< the authenticator is a second factor
  bool must_set_up_mfa = false;                 ///< as in a pool that requires a second factor
  std::string preferred_mfa;                    ///< "SOFTWARE_TOKEN_MFA"; empty: none
  std::vector<Passkey> passkeys;
  std::string passkey_challenge;  ///< of a registration that was started
  std::optional<CustomChallenge> custom_challenge;
  std::map<std::string, Device, std::less<>> devices;  ///< by DeviceKey
  std::map<std::string, SentCode, std::less<>> codes;  ///< by what they are for: see codes.hpp
  TimePoint created, modified;
  TimePoint password_set;    ///< what a temporary password's age counts from
  int wrong_passwords = 0;   ///< in a row
  TimePoint locked_until{};  ///< no password is looked at before
};

struct Client {
  std::string id;
  std::string name;
  std::optional<std::string> secret;
  std::set<std::string, std::less<>> flows;  ///< "USER_PASSWORD_AUTH": ExplicitAuthFlows without ALLOW_
  std::chrono::seconds id_token_validity = std::chrono::hours(1);
  std::chrono::seconds access_token_validity = std::chrono::hours(1);
  std::chrono::seconds refresh_token_validity = std::chrono::hours(24 * 30);
  std::chrono::seconds auth_session_validity = std::chrono::minutes(3);
  bool prevent_user_existence_errors = true;
  std::vector<std::string> callback_urls, logout_urls;  ///< compared octet by octet
  std::set<std::string, std::less<>> oauth_flows;       ///< "code", "client_credentials": AllowedOAuthFlows
  std::vector<std::string> oauth_scopes;                ///< AllowedOAuthScopes
  bool in_audience = true;                              ///< the HTTP API below /http/ takes its tokens
  std::optional<std::chrono::seconds>
      rotation_grace;  ///< refresh tokens rotate; the old one lives on so long

  bool allows(std::string_view flow) const { return flows.find(flow) != flows.end(); }
};

struct PasswordPolicy {
  std::size_t minimum_length = 8;
  bool require_uppercase = true, require_lowercase = true, require_numbers = true, require_symbols = true;
  std::chrono::seconds temporary_password_validity = std::chrono::hours(24 * 7);
};

struct Pool {
  std::string id;
  PasswordPolicy password_policy;
  std::vector<std::string> required_attributes;
  std::vector<std::string> alias_attributes;  ///< "email": once verified it signs in as the username does
  std::vector<std::string> auto_verified_attributes;  ///< a new value of these is sent a code
  std::optional<std::string> fixed_code;              ///< every code that is sent to an address
  bool confirms_at_once = false;                      ///< as a pre sign-up trigger may have it
  DeviceTracking device_tracking = DeviceTracking::off;
  /// Scopes of one's own, by identifier: "orders" with "read" makes orders/read.
  std::map<std::string, std::vector<std::string>, std::less<>> resource_servers;
  std::vector<std::string> first_factors = {"PASSWORD"};  ///< AllowedFirstAuthFactors, for USER_AUTH
  std::string relying_party_id = "localhost";             ///< of passkeys
  std::string user_verification = "preferred";
  std::map<std::string, Client, std::less<>> clients;
  std::map<std::string, User, std::less<>> users;

  /// By username or alias; null when there is none.
  User* find_user(std::string_view name);
  /// By that alias alone, where the attribute is one in this pool and the user's is verified.
  User* find_by_alias(std::string_view attribute, std::string_view value);
  bool is_alias(std::string_view attribute) const;
  /// Is a new value of the attribute verified by a code?
  bool verifies(std::string_view attribute) const;
};

using Pools = std::map<std::string, Pool, std::less<>>;

/// The attributes that the pool requires and the user does not have.
std::vector<std::string> missing_attributes(const Pool& pool, const User& user);

/// What is wrong with a new password, in Cognito's words ("Password not long enough"); empty when nothing is.
std::string password_problem(const PasswordPolicy& policy, std::string_view password);

}  // namespace cauth::serve::sandbox
