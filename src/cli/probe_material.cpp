#include "cli/probe_material.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "cli/other_profile.hpp"
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

constexpr std::string_view kNoOther = "give --other-profile, the profile of a second session";

Supply missing(std::string why) {
  return {.token = {}, .missing = std::move(why)};
}

Supply here(std::string_view token) {
  return {.token = SecretString(token), .missing = {}};
}

std::string issuer_of(const Json& claims) {
  return string_member_or(claims, "iss", "");
}

std::string client_of(const Json& claims) {
  return string_member_or(claims, "aud", string_member_or(claims, "client_id", ""));
}

bool has_scope(const Json& claims, std::string_view wanted) {
  const std::string scopes = string_member_or(claims, "scope", "");
  const auto words = split_words(scopes);
  return std::find(words.begin(), words.end(), wanted) != words.end();
}

bool has_group(const Json& claims, const std::string& wanted) {
  const Json groups = claims.value("cognito:groups", Json::array());
  return groups.is_array() && std::find(groups.begin(), groups.end(), wanted) != groups.end();
}

// One `--requires-scope` or `--requires-group`.
struct Requirement {
  std::string what;
  bool is_scope = false;
  std::string name;

  bool is_met_by(const Json& claims) const {
    return is_scope ? has_scope(claims, name) : has_group(claims, name);
  }
};

std::vector<Requirement> requirements_of(const ProbeSources& sources) {
  std::vector<Requirement> list;
  for (const auto& name : sources.scopes)
    list.push_back({.what = "scope " + name, .is_scope = true, .name = name});
  for (const auto& name : sources.groups)
    list.push_back({.what = "group " + name, .is_scope = false, .name = name});
  return list;
}

// Of the settings, else of one's own session. Never of the token.
std::optional<std::string> pool_of(Context& context) {
  if (auto id = context.settings().get("user_pool_id")) return id;
  const auto store = open_store(context);
  try {
    return chosen_session(context, *store).user_pool_id;
  } catch (const Error& error) {
    // With CAUTH_TOKEN there need not be a session.
    if (error.category != Category::action_needed) throw;
    return std::nullopt;
  }
}

void find_key(Context& context, Material& material) {
  const auto pool = pool_of(context);
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

Supply given_expired(Context& context, const Material& material, const SecretString& text) {
  const auto decoded = jose::decode_token(text.reveal());
  if (!decoded.token) throw usage_error("the expired token is no token: " + decoded.problem);
  const auto expires = jose::time_claim(decoded.token->payload, "exp");
  if (!expires || *expires > context.clock().now())
    throw usage_error("the expired token is not over yet", "\"cauth decode\" shows when it is");
  check_expired(material, *decoded.token);
  return here(text.reveal());
}

Supply kept_expired(Context& context, jose::TokenUse use) {
  const auto store = open_store(context);
  const auto session = store->load(chosen_session(context, *store));
  const jose::Token* token = session ? session->replaced.find(use) : nullptr;
  if (token != nullptr && token->expires <= context.clock().now()) return here(token->text.reveal());
  if (token != nullptr) return missing("the token that was kept is not over yet");
  return missing(
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
    return missing("only cauth's sandbox signs tokens under a kid that its key set has not");
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
    return answer.head.status == kOk && token != nullptr ? here(*token) : none();
  } catch (const Error& error) {
    // An emulator that is no sandbox.
    if (error.category == Category::interrupted) throw;
    return none();
  }
}

// One token of another profile's session, and where it serves.
class OtherTokens {
 public:
  OtherTokens(Material& material, std::vector<Requirement> requirements)
      : material_(material), requirements_(std::move(requirements)) {}

  void add(Context& context, const std::string& profile) {
    OtherProfile other(context, profile);
    const ReadyToken ready = fresh_token(other.context(), {.use = material_.use});
    const auto decoded = jose::decode_token(ready.token.text.reveal());
    if (!decoded.token)
      throw usage_error(fmt::format("the token of profile \"{}\" is none", printable(profile)));
    sort(decoded.token->payload, ready.token.text.reveal());
  }

  // What no session served for.
  void finish(bool others_given) {
    const auto why = [&](std::string_view lacks) {
      return others_given ? fmt::format("no session of --other-profile {}", lacks) : std::string(kNoOther);
    };
    explain(material_.other_pool, why("is of another pool"));
    explain(material_.other_client, why("is of another app client of this pool"));
    for (const auto& requirement : requirements_) {
      auto found = std::find_if(lacking_.begin(), lacking_.end(),
                                [&](const auto& each) { return each.what == requirement.what; });
      if (found == lacking_.end()) {
        lacking_.push_back({.what = requirement.what,
                            .supply = missing(why(fmt::format("lacks the {}", requirement.what)))});
      }
    }
    material_.lacking = std::move(lacking_);
  }

 private:
  void sort(const Json& claims, std::string_view text) {
    if (issuer_of(claims) != issuer_of(material_.good.payload)) return take(material_.other_pool, text);
    if (client_of(claims) != client_of(material_.good.payload)) take(material_.other_client, text);
    for (const auto& requirement : requirements_) {
      const bool known = std::any_of(lacking_.begin(), lacking_.end(),
                                     [&](const auto& each) { return each.what == requirement.what; });
      if (!known && !requirement.is_met_by(claims))
        lacking_.push_back({.what = requirement.what, .supply = here(text)});
    }
  }

  static void take(Supply& supply, std::string_view text) {
    if (!supply.token) supply = here(text);
  }
  static void explain(Supply& supply, std::string why) {
    if (!supply.token) supply.missing = std::move(why);
  }

  Material& material_;
  std::vector<Requirement> requirements_;
  std::vector<probe::Lacking> lacking_;
};

void add_others(Context& context, const ProbeSources& sources, Material& material) {
  const auto requirements = requirements_of(sources);
  for (const auto& requirement : requirements) {
    if (requirement.is_met_by(material.good.payload)) continue;
    throw usage_error(
        fmt::format("the token that is sent lacks the {} itself", printable(requirement.what)),
        "sign in as somebody who has it; scopes are in the access token alone (--token-use access)");
  }
  OtherTokens others(material, requirements);
  for (const auto& profile : sources.other_profiles) others.add(context, profile);
  others.finish(!sources.other_profiles.empty());
}

}  // namespace

ProbeTokens gather_probe_tokens(Context& context, const call::TokenPlan& plan, const ProbeSources& sources) {
  session::Freshness wanted;
  if (plan.use) wanted.use = jose::token_use_named(*plan.use);
  const ReadyToken good = fresh_token(context, wanted, plan.scopes);
  ProbeTokens tokens;
  Material& material = tokens.material;
  material.good_text = good.token.text.clone();
  material.use = good.use;
  auto decoded = jose::decode_token(material.good_text.reveal());
  if (!decoded.token) throw usage_error("the token to send is none: " + decoded.problem);
  material.good = *std::move(decoded.token);
  find_key(context, material);
  const auto other = other_token(context, good, wanted.at_least);
  material.other_kind =
      other ? here(other->token.text.reveal()) : missing("there is no token of the other kind");
  if (sources.expired) {
    material.expired = given_expired(context, material, *sources.expired);
  } else if (good.renewable) {
    material.expired = kept_expired(context, good.use);
  } else {
    material.expired = missing("give --expired-token-file: " + good.whose + " keeps none");
  }
  material.unknown_kid = minted_by_sandbox(context, material);
  add_others(context, sources, material);
  tokens.whose =
      fmt::format("{} token of {}", good.use == jose::TokenUse::id ? "ID" : "access", printable(good.whose));
  return tokens;
}

}  // namespace cauth::cli
