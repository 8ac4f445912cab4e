#include "serve/sandbox/renewal.hpp"

#include "base/text.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/sign_in_rules.hpp"
#include "serve/sandbox/tokens.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>

namespace cauth::serve::sandbox {
namespace {

User& user_of(Pool& pool, const Grant& grant) {
  User* user = pool.find_user(grant.username);
  if (user == nullptr) throw not_authorized("Invalid Refresh Token");
  if (!user->enabled) throw not_authorized("User is disabled.");
  return *user;
}

// A refresh token belongs to the device that was signed in with.
void check_device_of(const Grant& grant, const std::string* device_key) {
  if (grant.device_key.empty() || (device_key != nullptr && *device_key == grant.device_key)) return;
  throw not_authorized("Invalid Refresh Token");
}

}  // namespace

Json renew_with_refresh_token_auth(State& state, Pool& pool, Client& client, const TextMap& parameters) {
  // With rotation on, GetTokensFromRefreshToken alone renews.
  if (client.rotation_grace) throw invalid_parameter("Auth flow not enabled for this client");
  const std::string& token = required_parameter(parameters, "REFRESH_TOKEN");
  const Grant& grant = state.grants.find_by_refresh_token(token, client.id, state.now());
  check_device_of(grant, find_parameter(parameters, "DEVICE_KEY"));
  check_renewal_secret_hash(client, grant.username, find_parameter(parameters, "SECRET_HASH"));
  return renewal_answer(state, pool, client, user_of(pool, grant), grant, {});
}

Json get_tokens_from_refresh_token(State& state, const Json& input) {
  const std::string token = required_text(input, "RefreshToken");
  const PoolClient found = find_client(state, required_text(input, "ClientId"));
  const auto secret = optional_text(input, "ClientSecret");
  check_client_secret(found.client, secret ? &*secret : nullptr);
  const TimePoint now = state.now();
  const Grant& grant = state.grants.find_by_refresh_token(token, found.client.id, now);
  const auto device_key = optional_text(input, "DeviceKey");
  check_device_of(grant, device_key ? &*device_key : nullptr);
  const User& user = user_of(found.pool, grant);
  std::string successor;
  if (found.client.rotation_grace) {
    state.grants.retire_refresh_token(token, now + *found.client.rotation_grace);
    successor = state.grants.new_refresh_token(grant, state.random);
  }
  return renewal_answer(state, found.pool, found.client, user, grant, successor);
}

Json revoke_token(State& state, const Json& input) {
  const std::string token = required_text(input, "Token");
  const PoolClient found = find_client(state, required_text(input, "ClientId"));
  const auto secret = optional_text(input, "ClientSecret");
  check_client_secret(found.client, secret ? &*secret : nullptr);
  constexpr std::size_t kPartsOfJwe = 5;
  if (!state.grants.revoke_by_refresh_token(token, found.client.id) &&
      split(token, '.').size() != kPartsOfJwe)
    throw refusal("UnsupportedTokenTypeException", "Unsupported token type");
  return Json::object();
}

}  // namespace cauth::serve::sandbox
