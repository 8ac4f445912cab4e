#include "serve/sandbox/seed.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cognito/pool.hpp"
#include "serve/sandbox/second_factors.hpp"
#include "serve/sandbox/seed_reader.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

using std::chrono::seconds;

// The flows the sandbox knows, by the names of InitiateAuth (ExplicitAuthFlows has them with ALLOW_ in
// front).
constexpr auto kFlowNames =
    std::to_array<std::string_view>({"USER_PASSWORD_AUTH", "ADMIN_USER_PASSWORD_AUTH", "USER_SRP_AUTH",
                                     "REFRESH_TOKEN_AUTH", "CUSTOM_AUTH", "USER_AUTH"});
constexpr auto kFirstFactorNames =
    std::to_array<std::string_view>({"PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"});
constexpr std::string_view kAllow = "ALLOW_";

std::string without_allow(std::string name) {
  if (name.starts_with(kAllow)) name.erase(0, kAllow.size());
  return name;
}

PasswordPolicy read_policy(SeedReader& reader) {
  PasswordPolicy policy;
  policy.minimum_length = reader.number("minimum_length").value_or(policy.minimum_length);
  policy.require_uppercase = reader.boolean("require_uppercase", policy.require_uppercase);
  policy.require_lowercase = reader.boolean("require_lowercase", policy.require_lowercase);
  policy.require_numbers = reader.boolean("require_numbers", policy.require_numbers);
  policy.require_symbols = reader.boolean("require_symbols", policy.require_symbols);
  policy.temporary_password_validity =
      reader.duration("temporary_password_validity", seconds(1)).value_or(policy.temporary_password_validity);
  return policy;
}

void read_flows(SeedReader& reader, Client& client) {
  const auto names = reader.texts("flows");
  for (const auto& written : names) {
    const std::string name = without_allow(written);
    if (std::find(kFlowNames.begin(), kFlowNames.end(), name) == kFlowNames.end())
      reader.fail("flows", fmt::format("holds \"{}\", which is no flow of the sandbox", printable(written)));
    client.flows.insert(name);
  }
  if (names.empty()) client.flows = {kFlowNames.begin(), kFlowNames.end()};
}

void read_first_factors(SeedReader& reader, Pool& pool) {
  const auto names = reader.texts("first_factors");
  for (const auto& name : names) {
    if (std::find(kFirstFactorNames.begin(), kFirstFactorNames.end(), name) == kFirstFactorNames.end())
      reader.fail("first_factors", fmt::format("holds \"{}\", which is none of them", printable(name)));
  }
  if (!names.empty()) pool.first_factors = names;
}

constexpr std::array<std::string_view, 5> kStandardScopes = {"openid", "email", "phone", "profile",
                                                             "aws.cognito.signin.user.admin"};

bool is_scope(const Pool& pool, std::string_view name) {
  if (std::find(kStandardScopes.begin(), kStandardScopes.end(), name) != kStandardScopes.end()) return true;
  const auto slash = name.rfind('/');
  if (slash == std::string_view::npos) return false;
  const auto server = pool.resource_servers.find(name.substr(0, slash));
  if (server == pool.resource_servers.end()) return false;
  const auto& scopes = server->second;
  return std::find(scopes.begin(), scopes.end(), name.substr(slash + 1)) != scopes.end();
}

// What the login pages and the token endpoint let the client do.
void read_oauth(SeedReader& reader, const Pool& pool, Client& client) {
  client.callback_urls = reader.texts("callback_urls");
  client.logout_urls = reader.texts("logout_urls");
  for (auto& flow : reader.texts("oauth_flows")) {
    if (flow != "code" && flow != "client_credentials")
      reader.fail("oauth_flows",
                  fmt::format("holds \"{}\": it is code or client_credentials", printable(flow)));
    client.oauth_flows.insert(std::move(flow));
  }
  client.oauth_scopes = reader.texts("oauth_scopes");
  for (const auto& scope : client.oauth_scopes) {
    if (!is_scope(pool, scope))
      reader.fail("oauth_scopes",
                  fmt::format("holds \"{}\", which no resource server has", printable(scope)));
  }
}

Client read_client(SeedReader& reader, const Pool& pool) {
  Client client;
  client.id = cognito::check_client_id(reader.required_text("id"));
  client.name = reader.text("name").value_or(client.id);
  client.secret = reader.text("secret");
  if (client.secret && client.secret->empty()) reader.fail("secret", "is empty");
  read_flows(reader, client);
  const auto validity = [&](std::string_view name, seconds& into) {
    into = reader.duration(name, seconds(1)).value_or(into);
  };
  validity("id_token_validity", client.id_token_validity);
  validity("access_token_validity", client.access_token_validity);
  validity("refresh_token_validity", client.refresh_token_validity);
  validity("auth_session_validity", client.auth_session_validity);
  client.prevent_user_existence_errors = reader.boolean("prevent_user_existence_errors", true);
  read_oauth(reader, pool, client);
  client.in_audience = reader.boolean("in_audience", true);
  client.rotation_grace = reader.duration("rotation_grace", seconds(0));
  return client;
}

User read_user(SeedReader& reader, Random& random, TimePoint now) {
  User user{.created = now, .modified = now, .password_set = now};
  user.username = reader.required_text("username");
  user.sub = reader.text("sub").value_or(random_uuid(random));
  user.password = reader.text("password").value_or("");
  const std::string status = reader.text("status").value_or("CONFIRMED");
  if (const auto named = user_status_named(status)) {
    user.status = *named;
  } else {
    reader.fail("status", fmt::format("is \"{}\", which is no status of a user", printable(status)));
  }
  user.enabled = reader.boolean("enabled", true);
  user.attributes = reader.text_map("attributes");
  user.groups = reader.texts("groups");
  user.sms_mfa = reader.boolean("sms_mfa", false);
  user.sms_code = reader.text("sms_code");
  user.email_mfa = reader.boolean("email_mfa", false);
  user.email_code = reader.text("email_code");
  if (const auto secret = reader.text("totp_secret")) {
    user.software_token = token_of_secret(*secret);
    if (!user.software_token) reader.fail("totp_secret", "is no base32 text");
    user.token_mfa = true;
    user.preferred_mfa = kSoftwareToken;
  }
  user.must_set_up_mfa = reader.boolean("must_set_up_mfa", false);
  reader.object("custom_challenge", [&](SeedReader& challenge) {
    user.custom_challenge = CustomChallenge{.name = challenge.text("name").value_or("CUSTOM_CHALLENGE"),
                                            .parameters = challenge.text_map("parameters"),
                                            .answer = challenge.required_text("answer")};
  });
  return user;
}

DeviceTracking read_device_tracking(SeedReader& reader) {
  const auto text = reader.text("remember_devices");
  if (!text || *text == "off") return DeviceTracking::off;
  if (*text == "always") return DeviceTracking::always;
  if (*text != "opt-in") reader.fail("remember_devices", "is none of off, always, opt-in");
  return DeviceTracking::opt_in;
}

// Into the seed; the first pool and client give their names to the environment.
void read_pool(SeedReader& reader, Seed& seed, Random& random, TimePoint now) {
  Pool pool;
  pool.id = cognito::parse_pool_id(reader.required_text("id")).text;
  reader.object("password_policy", [&](SeedReader& policy) { pool.password_policy = read_policy(policy); });
  pool.required_attributes = reader.texts("required_attributes");
  pool.alias_attributes = reader.texts("alias_attributes");
  reader.each("resource_servers", [&](SeedReader& inner) {
    const std::string identifier = inner.required_text("identifier");
    if (!pool.resource_servers.emplace(identifier, inner.texts("scopes")).second)
      inner.fail("identifier", "stands twice");
  });
  pool.auto_verified_attributes = reader.texts("auto_verified_attributes");
  pool.fixed_code = reader.text("fixed_code");
  pool.confirms_at_once = reader.boolean("confirms_at_once", false);
  pool.device_tracking = read_device_tracking(reader);
  read_first_factors(reader, pool);
  pool.relying_party_id = reader.text("relying_party_id").value_or(pool.relying_party_id);
  pool.user_verification = reader.text("user_verification").value_or(pool.user_verification);
  const bool is_first = seed.pools.empty();
  if (is_first) seed.first_pool = pool.id;
  reader.each("clients", [&](SeedReader& inner) {
    Client client = read_client(inner, pool);
    if (is_first && pool.clients.empty()) seed.first_client = client.id;
    if (!pool.clients.emplace(client.id, client).second) inner.fail("id", "stands twice");
  });
  reader.each("users", [&](SeedReader& inner) {
    User user = read_user(inner, random, now);
    if (!pool.users.emplace(user.username, user).second) inner.fail("username", "stands twice");
  });
  if (!seed.pools.emplace(pool.id, pool).second) reader.fail("id", "stands twice");
}

}  // namespace

Seed read_seed(std::string_view json_text, std::string_view name, Random& random, TimePoint now) {
  const ParsedJson parsed = parse_json(json_text);
  if (!parsed) throw usage_error(fmt::format("{} is not JSON: {}", name, parsed.problem));
  Seed seed;
  SeedReader reader(*parsed, "", name);
  reader.each("pools", [&](SeedReader& inner) { read_pool(inner, seed, random, now); });
  if (seed.pools.empty()) reader.fail("pools", "is missing or empty");
  reader.finish();
  return seed;
}

}  // namespace cauth::serve::sandbox
