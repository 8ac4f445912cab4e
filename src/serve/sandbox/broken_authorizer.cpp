#include "serve/sandbox/broken_authorizer.hpp"

#include "base/bytes.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "crypto/hash.hpp"
#include "serve/sandbox/protected_api.hpp"
#include "serve/sandbox/signing_keys.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <string>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

// A token as a careless program reads it: three parts, the last of which may be empty.
struct ReadToken {
  Json header, claims;
  std::string signing_input, signature;
};

std::optional<Json> read_part(std::string_view part) {
  const auto text = base64url_decode(part);
  if (!text) return std::nullopt;
  ParsedJson parsed = parse_json(*text);
  if (!parsed || !(*parsed).is_object()) return std::nullopt;
  return std::move(*parsed);
}

std::optional<ReadToken> read(std::string_view token) {
  const auto parts = split(token, '.');
  if (parts.size() != 3) return std::nullopt;
  auto header = read_part(parts[0]);
  auto claims = read_part(parts[1]);
  const auto signature = base64url_decode(parts[2]);
  if (!header || !claims || (!signature && !parts[2].empty())) return std::nullopt;
  return ReadToken{.header = *std::move(header),
                   .claims = *std::move(claims),
                   .signing_input = std::string(token.substr(0, parts[0].size() + 1 + parts[1].size())),
                   .signature = signature.value_or("")};
}

std::string alg_of(const ReadToken& token) {
  return string_member_or(token.header, "alg", "");
}

bool signed_with(const crypto::RsaPublicKey& key, const ReadToken& token) {
  return alg_of(token) == "RS256" && key.verify_rs256(token.signing_input, token.signature);
}

std::array<const SigningKey*, 2> keys_of(const State& state) {
  return {&state.keys.for_id(), &state.keys.for_access()};
}

bool names_key(const ReadToken& token, const SigningKey& key) {
  return string_member_or(token.header, "kid", "") == key.kid;
}

bool signed_by_us(const State& state, const ReadToken& token) {
  const auto keys = keys_of(state);
  return std::any_of(keys.begin(), keys.end(), [&](const SigningKey* key) {
    return names_key(token, *key) && signed_with(key->key.public_half(), token);
  });
}

// What a fault makes of a token: the claims that are believed; nothing: those that the API itself believes.
using Believed = std::optional<Json>;

Believed signature_ignored(const State& /*state*/, const ReadToken& token) {
  return token.claims;
}

Believed alg_none(const State& /*state*/, const ReadToken& token) {
  return to_lower(alg_of(token)) == "none" ? Believed(token.claims) : std::nullopt;
}

// A library that takes the key file's text for whatever the algorithm wants.
Believed hs256_confusion(const State& state, const ReadToken& token) {
  if (alg_of(token) != "HS256") return std::nullopt;
  for (const SigningKey* key : keys_of(state)) {
    const auto mac = crypto::hmac_sha256(key->key.public_half().pem(), token.signing_input);
    if (equal_secret(crypto::octets(mac), token.signature)) return token.claims;
  }
  return std::nullopt;
}

Believed embedded_key(const State& /*state*/, const ReadToken& token) {
  const Json jwk = token.header.value("jwk", Json::object());
  const auto n = base64url_decode(string_member_or(jwk, "n", ""));
  const auto e = base64url_decode(string_member_or(jwk, "e", ""));
  std::string problem;
  const auto key = n && e ? crypto::RsaPublicKey::from_components(*n, *e, problem) : std::nullopt;
  return key && signed_with(*key, token) ? Believed(token.claims) : std::nullopt;
}

Believed kid_ignored(const State& state, const ReadToken& token) {
  const auto keys = keys_of(state);
  const bool by_any = std::any_of(keys.begin(), keys.end(), [&](const SigningKey* key) {
    return signed_with(key->key.public_half(), token);
  });
  return by_any ? Believed(token.claims) : std::nullopt;
}

Believed with_claims(const State& state, const ReadToken& token, const Json& changed) {
  if (!signed_by_us(state, token)) return std::nullopt;
  Json claims = token.claims;
  claims.update(changed);
  return claims;
}

Believed expiry_ignored(const State& state, const ReadToken& token) {
  constexpr std::chrono::minutes kMore(1);
  return with_claims(state, token, {{"exp", unix_seconds(state.now() + kMore).count()}});
}

Believed issuer_ignored(const State& state, const ReadToken& token) {
  return with_claims(state, token, {{"iss", state.issuer_of(state.pool_of_apis())}});
}

Believed aud_ignored(const State& state, const ReadToken& token) {
  const auto& clients = state.pool_of_apis().clients;
  const auto one = std::find_if(clients.begin(), clients.end(),
                                [](const auto& client) { return client.second.in_audience; });
  if (one == clients.end()) return std::nullopt;
  const bool access = string_member_or(token.claims, "token_use", "") == "access";
  return with_claims(state, token, {{access ? "client_id" : "aud", one->first}});
}

Believed token_use_ignored(const State& state, const ReadToken& token) {
  if (string_member_or(token.claims, "token_use", "") != "access") return std::nullopt;
  return with_claims(state, token,
                     {{"token_use", "id"}, {"aud", string_member_or(token.claims, "client_id", "")}});
}

Believed scope_ignored(const State& state, const ReadToken& token) {
  return with_claims(state, token, {{"scope", "orders/read aws.cognito.signin.user.admin"}});
}

struct Fault {
  std::string_view name;
  Believed (*believe)(const State&, const ReadToken&);  ///< null: no token is wanted
};

constexpr auto kFaults = std::to_array<Fault>({{"signature-ignored", signature_ignored},
                                               {"alg-none", alg_none},
                                               {"hs256-confusion", hs256_confusion},
                                               {"embedded-key", embedded_key},
                                               {"kid-ignored", kid_ignored},
                                               {"expiry-ignored", expiry_ignored},
                                               {"issuer-ignored", issuer_ignored},
                                               {"aud-ignored", aud_ignored},
                                               {"token-use-ignored", token_use_ignored},
                                               {"scope-ignored", scope_ignored},
                                               {"header-optional", nullptr}});

// Whoever comes without a token is somebody all the same.
Json nobody(const State& state) {
  const Pool& pool = state.pool_of_apis();
  const auto now = unix_seconds(state.now());
  return {{"sub", "anonymous"},
          {"cognito:username", "anonymous"},
          {"iss", state.issuer_of(pool)},
          {"aud", pool.clients.empty() ? "" : pool.clients.begin()->first},
          {"token_use", "id"},
          {"iat", now.count()},
          {"exp", now.count() + 1}};
}

Believed believe(const Fault& fault, const State& state, const Request& request) {
  const auto sent = sent_token(request);
  if (fault.believe == nullptr) return sent ? std::nullopt : Believed(nobody(state));
  const auto token = sent ? read(*sent) : std::nullopt;
  return token ? fault.believe(state, *token) : std::nullopt;
}

}  // namespace

std::vector<std::string_view> authorizer_faults() {
  std::vector<std::string_view> names;
  for (const auto& fault : kFaults) names.push_back(fault.name);
  return names;
}

std::optional<Request> pass_broken_authorizer(State& state, const Request& request) {
  constexpr std::string_view kBelow = "/broken/";
  if (!request.path().starts_with(kBelow)) return std::nullopt;
  const std::string_view rest = std::string_view(request.target).substr(kBelow.size());
  const auto slash = rest.find('/');
  const auto* fault = std::find_if(kFaults.begin(), kFaults.end(),
                                   [&](const Fault& each) { return each.name == rest.substr(0, slash); });
  if (fault == kFaults.end() || slash == std::string_view::npos) return std::nullopt;
  Request passed = request;
  passed.target = rest.substr(slash);
  if (const auto claims = believe(*fault, state, request)) {
    const SigningKey& key = state.keys.for_id();
    passed.headers.set("Authorization", sign_token(key, {{"kid", key.kid}, {"alg", "RS256"}}, *claims));
  }
  return passed;
}

}  // namespace cauth::serve::sandbox
