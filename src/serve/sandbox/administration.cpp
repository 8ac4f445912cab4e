#include "base/bytes.hpp"
#include "serve/sandbox/input.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/second_factors.hpp"
#include "serve/sandbox/sign_in_rules.hpp"
#include "serve/sandbox/user_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <utility>

// What an administrator does with AWS credentials.
namespace cauth::serve::sandbox {
namespace {

struct Target {
  Pool& pool;
  User& user;
};

Target target_of(State& state, const Json& input) {
  Pool& pool = find_pool(state, required_text(input, "UserPoolId"));
  return {.pool = pool, .user = find_user(pool, required_text(input, "Username"))};
}

// The members of UserType that AdminGetUser gives too.
Json user_json(const User& user) {
  return {{"Enabled", user.enabled},
          {"UserCreateDate", time_json(user.created)},
          {"UserLastModifiedDate", time_json(user.modified)},
          {"UserStatus", name_of(user.status)},
          {"Username", user.username}};
}

// What any policy likes: random letters and one of each kind.
std::string generated_password(Random& random) {
  constexpr std::size_t kOctets = 12;
  return base64url_encode(random_octets(random, kOctets)) + "aA1!";
}

void invite(State& state, const Pool& pool, const User& user) {
  const auto email = user.attributes.find("email");
  state.send({.pool_id = pool.id,
              .username = user.username,
              .medium = "EMAIL",
              .destination = email == user.attributes.end() ? "" : email->second,
              .what = "temporary_password",
              .secret = user.password});
}

Json set_enabled(State& state, const Json& input, bool enabled) {
  User& user = target_of(state, input).user;
  user.enabled = enabled;
  user.modified = state.now();
  return Json::object();
}

}  // namespace

Json admin_create_user(State& state, const Json& input) {
  Pool& pool = find_pool(state, required_text(input, "UserPoolId"));
  const TimePoint now = state.now();
  User user{.username = required_text(input, "Username"), .created = now, .modified = now};
  if (pool.find_user(user.username) != nullptr)
    throw refusal("UsernameExistsException", "User account already exists");
  for (const auto& attribute : attribute_list(input, "UserAttributes"))
    user.attributes[attribute.first] = attribute.second;
  user.sub = random_uuid(state.random);
  auto password = optional_text(input, "TemporaryPassword");
  if (password) check_new_password(pool, *password);
  set_password(user, password ? *std::move(password) : generated_password(state.random),
               UserStatus::force_change_password, now);
  if (optional_text(input, "MessageAction") != "SUPPRESS") invite(state, pool, user);
  Json created = user_json(user);
  created["Attributes"] = attributes_json(user);
  pool.users.emplace(user.username, std::move(user));
  return {{"User", std::move(created)}};
}

Json admin_get_user(State& state, const Json& input) {
  const User& user = target_of(state, input).user;
  Json answer = user_json(user);
  answer["UserAttributes"] = attributes_json(user);
  add_second_factors(answer, user);
  return answer;
}

Json admin_delete_user(State& state, const Json& input) {
  const Target target = target_of(state, input);
  state.grants.revoke_all_of(target.pool, target.user);
  target.pool.users.erase(target.user.username);
  return Json::object();
}

Json admin_set_user_password(State& state, const Json& input) {
  const Target target = target_of(state, input);
  const std::string password = required_text(input, "Password");
  check_new_password(target.pool, password);
  set_password(
      target.user, password,
      optional_boolean(input, "Permanent", false) ? UserStatus::confirmed : UserStatus::force_change_password,
      state.now());
  return Json::object();
}

Json admin_reset_user_password(State& state, const Json& input) {
  User& user = target_of(state, input).user;
  user.status = UserStatus::reset_required;
  user.modified = state.now();
  return Json::object();
}

Json admin_enable_user(State& state, const Json& input) {
  return set_enabled(state, input, true);
}

Json admin_disable_user(State& state, const Json& input) {
  return set_enabled(state, input, false);
}

Json admin_user_global_sign_out(State& state, const Json& input) {
  const Target target = target_of(state, input);
  state.grants.revoke_all_of(target.pool, target.user);
  return Json::object();
}

Json describe_user_pool_client(State& state, const Json& input) {
  Pool& pool = find_pool(state, required_text(input, "UserPoolId"));
  const Client& client = find_client(pool, required_text(input, "ClientId")).client;
  Json flows = Json::array();
  for (const auto& flow : client.flows) flows.push_back(fmt::format("ALLOW_{}", flow));
  Json described = {{"UserPoolId", pool.id}, {"ClientName", client.name}, {"ClientId", client.id}};
  if (client.secret) described["ClientSecret"] = *client.secret;
  described["ExplicitAuthFlows"] = std::move(flows);
  if (!client.oauth_flows.empty()) described["AllowedOAuthFlows"] = client.oauth_flows;
  described["IdTokenValidity"] = client.id_token_validity.count();
  described["AccessTokenValidity"] = client.access_token_validity.count();
  described["RefreshTokenValidity"] = client.refresh_token_validity.count();
  described["TokenValidityUnits"] = {
      {"AccessToken", "seconds"}, {"IdToken", "seconds"}, {"RefreshToken", "seconds"}};
  described["PreventUserExistenceErrors"] = client.prevent_user_existence_errors ? "ENABLED" : "LEGACY";
  return {{"UserPoolClient", std::move(described)}};
}

}  // namespace cauth::serve::sandbox
