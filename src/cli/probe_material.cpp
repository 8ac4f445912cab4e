#include "cli/probe_material.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "cli/probe_other_sessions.hpp"
#include "cli/service.hpp"
#include "cli/sessions.hpp"
#include "cognito/pool.hpp"
#include "http/transport.hpp"
#include "jose/verifier.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

namespace cauth::cli {
namespace {

using probe::Material;
using probe::Supply;

std::string issuer_of(const Json& claims) {
  return string_member_or(claims, "iss", "");
}

std::optional<session::Session> own_session(Context& context, const std::optional<std::string>& scopes) {
  const auto store = open_store(context);
  try {
    return store->load(chosen_session(context, *store, scopes));
  } catch (const Error& error) {
    // With CAUTH_TOKEN there need not be one.
    if (error.category != Category::action_needed) throw;
    return std::nullopt;
  }
}

// Of the settings, else of one's own session. Never of the token.
std::optional<std::string> pool_of(Context& context, const call::TokenPlan& plan) {
  if (auto id = context.settings().get("user_pool_id")) return id;
  const auto session = own_session(context, plan.scopes);
  return session ? std::optional(session->key.user_pool_id) : std::nullopt;
}

void find_key(Context& context, const call::TokenPlan& plan, Material& material) {
  const auto pool = pool_of(context, plan);
  if (!pool) {
    material.key_missing = "the pool is not known: give --user-pool-id";
    return;
  }
  try {
    auto keys = jwks_cache(context, cognito::parse_pool_id(*pool));
    const auto* jwk =
        keys.find(issuer_of(material.good.payload), string_member_or(material.good.header, "kid", ""));
    if (jwk != nullptr && jwk->key) material.key = jwk->key->share();
    if (!material.key) material.key_missing = "the pool's key set has no key that the token names";
  } catch (const Error& error) {
    // The other checks need no key.
    if (error.category == Category::interrupted) throw;
    material.key_missing = "the pool's keys cannot be had: " + error.what_failed;
  }
}

// Was it as good as the session's once? Otherwise its refusal would prove nothing.
void check_expired(const Material& material, const jose::DecodedToken& token) {
  const Json& good = material.good.payload;
  if (issuer_of(token.payload) != issuer_of(good) ||
      string_member_or(token.payload, "token_use", "") != string_member_or(good, "token_use", "")) {
    throw usage_error("the expired token is of another kind, or of another pool, than the session's",
                      "give one like the token that is sent: see --token-use");
  }
  const bool same_key = token.header.value("kid", Json()) == material.good.header.value("kid", Json());
  if (!material.key || !same_key) return;
  if (!material.key->verify_rs256(token.signing_input, token.signature))
    throw usage_error("the expired token was not signed by the pool", "its refusal would prove nothing");
}

// By its own word, which is all that an API knows.
bool is_over(std::string_view token, TimePoint now) {
  const auto decoded = jose::decode_token(token);
  const auto expires = decoded.token ? jose::time_claim(decoded.token->payload, "exp") : std::nullopt;
  return expires && *expires <= now;
}

Supply given_expired(Context& context, const Material& material, const SecretString& text) {
  const auto decoded = jose::decode_token(text.reveal());
  if (!decoded.token) throw usage_error("the expired token is no token: " + decoded.problem);
  if (!is_over(text.reveal(), context.clock().now()))
    throw usage_error("the expired token is not over yet", "\"cauth decode\" shows when it is");
  check_expired(material, *decoded.token);
  return Supply::of(text.clone());
}

Supply kept_expired(Context& context, const call::TokenPlan& plan, jose::TokenUse use) {
  const auto session = own_session(context, plan.scopes);
  const jose::Token* token = session ? session->replaced.find(use) : nullptr;
  if (token != nullptr) {
    return is_over(token->text.reveal(), context.clock().now())
               ? Supply::of(token->text.clone())
               : Supply::none("the token that was kept is not over yet");
  }
  return Supply::none(
      context.settings().enabled("keep_expired_token")
          ? "no token was renewed yet since keep_expired_token is on"
          : "none is kept: set keep_expired_token = true in the profile, or give --expired-token-file");
}

// A sandbox signs what a test wants; nobody else does. It is asked on this machine alone, and gets a token
// that it made itself.
Supply minted_by_sandbox(Context& context, const Material& material) {
  constexpr std::size_t kLargest = std::size_t{64} << 10U;
  constexpr int kOk = 200;
  const auto none = [] {
    return Supply::none("only cauth's sandbox signs tokens under a kid that its key set has not");
  };
  const auto endpoint = parse_url(endpoint_of_settings(context.settings()));
  if (!endpoint || !endpoint->is_loopback()) return none();
  http::Request request = request_template(context, endpoint->origin() + "/sandbox/mint");
  request.method = "POST";
  request.url = endpoint->origin() + "/sandbox/mint";
  WipedJson order;
  order["like"] = std::string(material.good_text.reveal());
  order["header"] = {{"kid", "cauth-probe"}};
  request.body = secret_json_text(*order);
  try {
    const auto answer = http::send_small(context.http(), request, kLargest);
    const auto parsed = parse_json(answer.body);
    const auto* token = parsed ? string_member(*parsed, "token") : nullptr;
    return answer.head.status == kOk && token != nullptr ? Supply::of(SecretString(*token)) : none();
  } catch (const Error& error) {
    // An emulator that is no sandbox.
    if (error.category == Category::interrupted) throw;
    return none();
  }
}

}  // namespace

ProbeTokens gather_probe_tokens(Context& context, const call::TokenPlan& plan, const ProbeSources& sources) {
  session::Freshness wanted{.use = {}, .at_least = sources.lasting};
  if (plan.use) wanted.use = jose::token_use_named(*plan.use);
  const ReadyToken good = fresh_token(context, wanted, plan.scopes);
  ProbeTokens tokens;
  Material& material = tokens.material;
  material.good_text = good.token.text.clone();
  material.use = good.use;
  auto decoded = jose::decode_token(material.good_text.reveal());
  if (!decoded.token) throw usage_error("the token to send is none: " + decoded.problem);
  material.good = *std::move(decoded.token);
  find_key(context, plan, material);
  const auto other = other_token(context, good, wanted.at_least);
  material.other_kind =
      other ? Supply::of(other->token.text.clone()) : Supply::none("there is no token of the other kind");
  if (sources.expired) {
    material.expired = given_expired(context, material, *sources.expired);
  } else if (good.renewable) {
    material.expired = kept_expired(context, plan, good.use);
  } else {
    material.expired = Supply::none("give --expired-token-file: " + good.whose + " keeps none");
  }
  material.unknown_kid = minted_by_sandbox(context, material);
  add_other_sessions(context, sources, material);
  tokens.whose =
      fmt::format("{} token of {}", good.use == jose::TokenUse::id ? "ID" : "access", printable(good.whose));
  return tokens;
}

}  // namespace cauth::cli
