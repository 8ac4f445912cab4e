#include "serve/sandbox/tokens.hpp"

#include "base/bytes.hpp"
#include "base/text.hpp"
#include "crypto/hash.hpp"
#include "jose/token.hpp"
#include "serve/sandbox/devices.hpp"
#include "serve/sandbox/refusal.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstdint>

namespace cauth::serve::sandbox {
namespace {

bool has_scope(std::string_view scopes, std::string_view scope) {
  const auto words = split_words(scopes);
  return std::find(words.begin(), words.end(), scope) != words.end();
}

std::string signed_token(const SigningKey& key, const Json& claims) {
  return sign_token(key, {{"kid", key.kid}, {"alg", "RS256"}}, claims);
}

// What a pair of tokens is made from: the same moment for both.
struct Issue {
  State& state;
  const Pool& pool;
  const Client& client;
  const User& user;
  const Grant& grant;
  std::chrono::seconds now;
  std::string event_id;
  std::string nonce = {};  ///< of the request for the code that is redeemed

  bool is_oauth() const { return !grant.scopes.empty(); }
};

// What both kinds say first.
Json begin_claims(const Issue& issue) {
  Json claims = {{"sub", issue.user.sub}};
  if (!issue.user.groups.empty()) claims["cognito:groups"] = issue.user.groups;
  claims["iss"] = issue.state.issuer_of(issue.pool);
  claims["origin_jti"] = issue.grant.origin_jti;
  claims["event_id"] = issue.event_id;
  return claims;
}

void add_times(Json& claims, const Issue& issue, std::chrono::seconds validity) {
  claims["auth_time"] = unix_seconds(issue.grant.signed_in).count();
  claims["exp"] = (issue.now + validity).count();
  claims["iat"] = issue.now.count();
  claims["jti"] = random_uuid(issue.state.random);
}

// Cognito writes these two as booleans, every other attribute as text.
bool is_boolean_attribute(std::string_view name) {
  return name == "email_verified" || name == "phone_number_verified";
}

// OpenID Connect Core section 3.1.3.6: the left half of the digest.
std::string half_hash(std::string_view token) {
  const auto digest = crypto::sha256(token);
  return base64url_encode(crypto::octets(digest).substr(0, digest.size() / 2));
}

std::string id_token(const Issue& issue, std::string_view access_token) {
  Json claims = begin_claims(issue);
  claims["cognito:username"] = issue.user.username;
  claims["aud"] = issue.client.id;
  claims["token_use"] = "id";
  if (issue.is_oauth()) claims["at_hash"] = half_hash(access_token);
  if (!issue.nonce.empty()) claims["nonce"] = issue.nonce;
  for (const auto& attribute : issue.user.attributes) {
    if (is_boolean_attribute(attribute.first)) {
      claims[attribute.first] = attribute.second == "true";
    } else {
      claims[attribute.first] = attribute.second;
    }
  }
  add_times(claims, issue, issue.client.id_token_validity);
  return signed_token(issue.state.keys.for_id(), claims);
}

std::string access_token(const Issue& issue) {
  Json claims = begin_claims(issue);
  claims["client_id"] = issue.client.id;
  claims["token_use"] = "access";
  claims["scope"] = issue.is_oauth() ? issue.grant.scopes : kUserScope;
  if (issue.is_oauth()) claims["version"] = 2;
  if (!issue.grant.device_key.empty()) claims["device_key"] = issue.grant.device_key;
  claims["username"] = issue.user.username;
  add_times(claims, issue, issue.client.access_token_validity);
  return signed_token(issue.state.keys.for_access(), claims);
}

Issue begin_issue(State& state, const Pool& pool, const Client& client, const User& user,
                  const Grant& grant) {
  return {.state = state,
          .pool = pool,
          .client = client,
          .user = user,
          .grant = grant,
          .now = unix_seconds(state.now()),
          .event_id = random_uuid(state.random)};
}

struct Pair {
  std::string access, id;  // an ID token is for those who asked who it is: scope openid
};

Pair make_pair(const Issue& issue) {
  Pair tokens{.access = access_token(issue), .id = {}};
  if (!issue.is_oauth() || has_scope(issue.grant.scopes, "openid"))
    tokens.id = id_token(issue, tokens.access);
  return tokens;
}

Json oauth_answer(const Issue& issue, const std::string& refresh_token) {
  const Pair tokens = make_pair(issue);
  Json answer = Json::object();
  if (!tokens.id.empty()) answer["id_token"] = tokens.id;
  answer["access_token"] = tokens.access;
  if (!refresh_token.empty()) answer["refresh_token"] = refresh_token;
  answer["expires_in"] = issue.client.access_token_validity.count();
  answer["token_type"] = "Bearer";
  return answer;
}

// Signing is deterministic: the same text signed again tells whether the token is ours.
bool is_ours(const State& state, const jose::DecodedToken& token) {
  return string_member_or(token.payload, "token_use", "") == "access" &&
         state.keys.for_access().key.sign_rs256(token.signing_input) == token.signature;
}

}  // namespace

Json renewal_answer(State& state, const Pool& pool, const Client& client, const User& user,
                    const Grant& grant, const std::string& new_refresh_token) {
  const Pair tokens = make_pair(begin_issue(state, pool, client, user, grant));
  Json result = {{"AccessToken", tokens.access}, {"ExpiresIn", client.access_token_validity.count()}};
  if (!tokens.id.empty()) result["IdToken"] = tokens.id;
  if (!new_refresh_token.empty()) result["RefreshToken"] = new_refresh_token;
  result["TokenType"] = "Bearer";
  return {{"AuthenticationResult", result}, {"ChallengeParameters", Json::object()}};
}

Json oauth_renewal_answer(State& state, const Pool& pool, const Client& client, const User& user,
                          const Grant& grant, const std::string& new_refresh_token) {
  return oauth_answer(begin_issue(state, pool, client, user, grant), new_refresh_token);
}

Json code_answer(State& state, const Pool& pool, const Client& client, const User& user,
                 const CodeGrant& code) {
  Grant& grant = state.grants.open(pool, client, user, state.now(), state.random);
  grant.scopes = code.scopes;
  grant.signed_in = code.signed_in;
  Issue issue = begin_issue(state, pool, client, user, grant);
  issue.nonce = code.nonce;
  return oauth_answer(issue, state.grants.new_refresh_token(grant, state.random));
}

Json machine_answer(State& state, const Pool& pool, const Client& client, const std::string& scopes) {
  const auto now = unix_seconds(state.now());
  const Json claims = {{"sub", client.id},
                       {"token_use", "access"},
                       {"scope", scopes},
                       {"auth_time", now.count()},
                       {"iss", state.issuer_of(pool)},
                       {"exp", (now + client.access_token_validity).count()},
                       {"iat", now.count()},
                       {"version", 2},
                       {"jti", random_uuid(state.random)},
                       {"client_id", client.id}};
  return {{"access_token", signed_token(state.keys.for_access(), claims)},
          {"expires_in", client.access_token_validity.count()},
          {"token_type", "Bearer"}};
}

Json sign_in_answer(State& state, const Pool& pool, const Client& client, User& user,
                    const std::string& device_key) {
  Grant& grant = state.grants.open(pool, client, user, state.now(), state.random);
  const Device* fresh = nullptr;
  if (pool.device_tracking != DeviceTracking::off) {
    if (!user.devices.contains(device_key)) fresh = &new_device(state, pool, user);
    grant.device_key = fresh != nullptr ? fresh->key : device_key;
    user.devices.at(grant.device_key).last_signed_in = state.now();
  }
  Json answer =
      renewal_answer(state, pool, client, user, grant, state.grants.new_refresh_token(grant, state.random));
  if (fresh != nullptr) {
    answer["AuthenticationResult"]["NewDeviceMetadata"] = {{"DeviceGroupKey", fresh->group_key},
                                                           {"DeviceKey", fresh->key}};
  }
  return answer;
}

Bearer check_access_token(State& state, std::string_view text, std::string_view scope) {
  const auto decoded = jose::decode_token(text);
  if (!decoded.token || !is_ours(state, *decoded.token)) throw not_authorized("Invalid Access Token");
  const Json& claims = decoded.token->payload;
  if (unix_seconds(state.now()).count() >= claims.at("exp").get<std::int64_t>())
    throw not_authorized("Access Token has expired");
  // A machine's token has no grant, and no such scope.
  if (!has_scope(string_member_or(claims, "scope", ""), scope))
    throw not_authorized("Access Token does not have required scopes");
  const Grant* grant = state.grants.find(string_member_or(claims, "origin_jti", ""));
  if (grant == nullptr || grant->revoked) throw not_authorized("Access Token has been revoked");
  Pool& pool = find_pool(state, grant->pool_id);
  User& user = find_user(pool, grant->username);
  if (!user.enabled) throw not_authorized("User is disabled.");
  return {.pool = pool, .user = user};
}

}  // namespace cauth::serve::sandbox
