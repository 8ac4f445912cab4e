#include "cli/verify_rules.hpp"

#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "cli/service.hpp"
#include "cognito/jwks_cache.hpp"
#include "cognito/pool.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

namespace cauth::cli {
namespace {

// The claim that names the app client, whichever kind of token it is.
// The options to type for a token whose pool nobody named. It is the user who says that they are right.
std::string line_for(const Json* payload) {
  const auto pool =
      payload == nullptr ? std::nullopt : cognito::pool_of_issuer(string_member_or(*payload, "iss", ""));
  if (!pool) return "give --user-pool-id and --client-id, or set them in the profile";
  const std::string client = client_of(*payload);
  return fmt::format("if that is the pool you trust: cauth verify --user-pool-id {} --client-id {} …", *pool,
                     client.empty() ? "ID" : printable(client));
}

// The keys of several pools: a token's issuer chooses among those that the user named.
class KeysOfPools : public jose::KeySource {
 public:
  void add(std::vector<std::string> issuers, cognito::JwksCache keys) {
    pools_.push_back({.issuers = std::move(issuers), .keys = std::move(keys)});
  }
  const jose::Jwk* find(std::string_view issuer, std::string_view kid) override {
    for (auto& pool : pools_) {
      if (std::find(pool.issuers.begin(), pool.issuers.end(), issuer) == pool.issuers.end()) continue;
      return pool.keys.find(issuer, kid);
    }
    return nullptr;
  }

 private:
  struct Pool {
    std::vector<std::string> issuers;
    cognito::JwksCache keys;
  };
  std::vector<Pool> pools_;
};

// A setting's flag that may stand several times: settings hear of the last one.
void declare_repeatable(Args& args, std::string_view setting, std::vector<std::string>& into) {
  Option& option = args.setting(setting);
  option.repeatable = true;
  option.set = [&into, tell = std::move(option.set)](std::string value) {
    into.push_back(value);
    tell(std::move(value));
  };
}

}  // namespace

std::string client_of(const Json& payload) {
  return string_member_or(payload, "aud", string_member_or(payload, "client_id", ""));
}

void VerifyRules::declare(Args& args) {
  // Not --scope: here it says what the token must allow.
  args.setting("username");
  declare_repeatable(args, "user_pool_id", pools_);
  declare_repeatable(args, "client_id", clients_);
  args.flag(policy_.any_client, "--any-client", "accept tokens of every app client of the pool");
  args.option(policy_.issuers, "--issuer", "URL", "accept this issuer alone (default: the pool's two)");
  args.each("--as", "CONSUMER", "judge as this service of AWS does",
            [this](const std::string& name) { gateway_ = cognito::gateway_named(name); })
      .choices({"apigw-rest", "apigw-http", "appsync", "identity-pool"});
  args.each("--token-use", "KIND", "accept this kind of token alone",
            [this](const std::string& kind) { policy_.token_use = jose::token_use_named(kind); })
      .choices({"id", "access"});
  args.option(policy_.scopes, "--scope", "SCOPE", "want this scope, or one of several");
  args.option(policy_.groups, "--group", "GROUP", "want this group, or one of several");
  args.each("--leeway", "DURATION", "how far the clocks may differ (default: 0s)",
            [this](const std::string& text) { set_leeway(text); });
  args.option(jwks_file_, "--jwks", "FILE", "take the keys from a JWK set instead of the pool")
      .completes(Completion::file);
  args.option(jwks_uri_, "--jwks-uri", "URL",
              "fetch the keys from here: for an --issuer that is no user pool");
  args.flag(offline_, "--offline", "fetch no keys: those that were kept serve, however old");
}

void VerifyRules::set_leeway(const std::string& text) {
  const auto leeway = parse_duration(text);
  if (!leeway) {
    throw usage_error(fmt::format("\"{}\" is no duration", printable(text)), "write it like 30s or 5m");
  }
  policy_.leeway = std::chrono::duration_cast<std::chrono::seconds>(*leeway);
}

void VerifyRules::settle(Context& context, const std::optional<session::SessionKey>& session,
                         const Json* payload) {
  if (jwks_uri_) {
    settle_named_issuer(context);
  } else if (auto ids = pool_ids(context, session); !ids.empty()) {
    settle_pools(context, std::move(ids));
  } else if (jwks_file_ && !policy_.issuers.empty()) {
    policy_.of_user_pool = false;
    keys_ = kept_key_set();
  } else {
    throw usage_error("it is not known which user pool the token must be of", line_for(payload));
  }
  if (gateway_) cognito::apply(*gateway_, policy_, !clients_.empty());
  settle_clients(context, session, payload);
}

void VerifyRules::settle_named_issuer(Context& context) {
  if (policy_.issuers.empty()) {
    throw usage_error("--jwks-uri says where the keys are, but not whose tokens they prove",
                      "give the --issuer as well");
  }
  if (jwks_file_) throw usage_error("--jwks and --jwks-uri both say where the keys are", "give one of them");
  const auto url = parse_url(*jwks_uri_);
  if (!url || (url->scheme != "https" && !url->is_loopback())) {
    throw usage_error(fmt::format("keys are not taken from \"{}\"", printable(*jwks_uri_)),
                      "it has to be an https URL, or http to this machine");
  }
  policy_.of_user_pool = false;
  auto options = fetched_keys(context, "the issuer " + policy_.issuers.front());
  options.address = [uri = *jwks_uri_](std::string_view /*issuer*/) { return uri; };
  options.offline = offline_;
  keys_ =
      std::make_unique<cognito::JwksCache>(std::move(options), context.http_when_needed(), context.clock());
}

std::vector<std::string> VerifyRules::pool_ids(Context& context,
                                               const std::optional<session::SessionKey>& session) const {
  if (!pools_.empty()) return pools_;
  if (auto id = context.settings().get("user_pool_id")) return {*std::move(id)};
  // One's own session is of a pool that the user signed in to.
  if (session) return {session->user_pool_id};
  std::vector<std::string> ids;
  for (const auto& issuer : policy_.issuers) {
    auto id = cognito::pool_of_issuer(issuer);
    if (!id) return {};
    ids.push_back(*std::move(id));
  }
  return ids;
}

// Keys are fetched from the pools' own addresses alone.
void VerifyRules::settle_pools(Context& context, std::vector<std::string> ids) {
  auto keys = std::make_unique<KeysOfPools>();
  std::vector<std::string> all_issuers;
  for (const auto& id : ids) {
    const auto pool = cognito::parse_pool_id(id);
    auto issuers = cognito::issuers_of(pool, context.settings().get("endpoint_url"));
    all_issuers.insert(all_issuers.end(), issuers.begin(), issuers.end());
    auto options = pool_keys(context, pool);
    options.offline = offline_;
    keys->add(std::move(issuers), {std::move(options), context.http_when_needed(), context.clock()});
  }
  for (const auto& issuer : policy_.issuers) {
    if (jwks_file_ || std::find(all_issuers.begin(), all_issuers.end(), issuer) != all_issuers.end())
      continue;
    throw usage_error(
        fmt::format("\"{}\" is no issuer of the user pool {}", printable(issuer), join(ids, " or ")),
        fmt::format("its issuers are {}; keys of others can be given with --jwks FILE or "
                    "--jwks-uri URL",
                    join(all_issuers, " and ")));
  }
  if (policy_.issuers.empty()) policy_.issuers = std::move(all_issuers);
  keys_ = jwks_file_ ? kept_key_set() : std::move(keys);
}

std::unique_ptr<jose::KeySource> VerifyRules::kept_key_set() const {
  return std::make_unique<jose::KeySet>(jose::KeySet::parse(read_file(*jwks_file_, jose::kLargestKeySet)));
}

void VerifyRules::settle_clients(Context& context, const std::optional<session::SessionKey>& session,
                                 const Json* payload) {
  if (policy_.any_client) return;
  std::vector<std::string> clients = clients_;
  if (clients.empty()) {
    if (auto client = context.settings().get("client_id")) clients.push_back(*std::move(client));
  }
  if (clients.empty() && session) clients.push_back(session->client_id);
  if (clients.empty()) {
    throw usage_error("it is not known which app client the token must be for",
                      payload == nullptr
                          ? "give --client-id, or --any-client"
                          : fmt::format("give --client-id (the token says \"{}\"), or --any-client",
                                        printable(client_of(*payload))));
  }
  for (const auto& client : clients) policy_.clients.push_back(cognito::check_client_id(client));
}

}  // namespace cauth::cli
