#include "base/duration.hpp"
#include "base/text.hpp"
#include "call/explain/facts.hpp"
#include "cognito/pool.hpp"
#include "http/status.hpp"

#include <fmt/format.h>

#include <array>
#include <chrono>

namespace cauth::call::explain {
namespace {

using cognito::Gateway;
using jose::Reason;
using jose::TokenUse;

constexpr const char* kRenew = "get a new one: cauth refresh, or cauth login";
constexpr const char* kWhichProfile =
    "take the profile of that pool (--profile), or compare: cauth configure list, cauth decode";

// An answer that says no and not why.
bool plain_refusal(const Facts& facts) {
  return facts.status_is(http::status::kUnauthorized) &&
         (facts.says(Says::unauthorized) || facts.says(Says::nothing));
}

std::string signed_or_read(const Facts& facts) {
  return facts.evidence().signature_checked ? "a good" : "an unexpired";
}

std::optional<Finding> refresh_token(const Facts& facts) {
  if (facts.evidence().unreadable != Reason::encrypted_token) return std::nullopt;
  return Finding{Weight::shown, facts.evidence().problem,
                 "send the ID or the access token: cauth token --token-use id"};
}

std::optional<Finding> no_token_at_all(const Facts& facts) {
  constexpr const char* kFix =
      "look at what the header holds, to its last character: a variable that was empty, quotes, a token that "
      "was "
      "cut; cauth token prints a whole one";
  const auto& evidence = facts.evidence();
  if (evidence.unreadable != Reason::ok && evidence.unreadable != Reason::encrypted_token)
    return Finding{Weight::shown, evidence.problem, kFix};
  if (facts.says(Says::malformed) && !evidence.token)
    return Finding{Weight::stated, facts.answer_words(), kFix};
  return std::nullopt;
}

// iat is AWS's time: a gateway whose clock is behind it meets a token from the future.
std::optional<Finding> issued_after_server_time(const Facts& facts) {
  constexpr std::chrono::seconds kRounding{1};
  const auto server = facts.server_time();
  const auto issued =
      facts.evidence().token ? jose::time_claim(facts.evidence().token->payload, "iat") : std::nullopt;
  if (!server || !issued || *issued <= *server + kRounding) return std::nullopt;
  return Finding{
      Weight::shown,
      fmt::format("the token was issued at {}, {} after the API's own time ({})", format_utc(*issued),
                  format_duration(unix_seconds(*issued) - unix_seconds(*server)), format_utc(*server)),
      "set the clock of the machine that judges the token (NTP), or wait until it has caught up"};
}

std::optional<Finding> clock_skew(const Facts& facts) {
  if (auto found = issued_after_server_time(facts)) return found;
  if (const auto* fault = facts.fault(Reason::issued_in_future))
    return Finding{Weight::shown, fault->message, "set this machine's clock (NTP)"};
  if (facts.says(Says::not_yet_valid))
    return Finding{Weight::stated, facts.answer_words(),
                   "set the clock of the machine that judges the token"};
  if (facts.says(Says::expired) && facts.token_is_good())
    return Finding{Weight::fits, "by this machine's clock the token is good yet",
                   "compare this machine's clock with the API's: cauth doctor"};
  return std::nullopt;
}

std::optional<Finding> expired(const Facts& facts) {
  const auto* fault = facts.fault(Reason::expired);
  if (facts.says(Says::expired))
    return Finding{
        Weight::stated,
        fault == nullptr ? facts.answer_words() : fmt::format("{}; {}", facts.answer_words(), fault->message),
        kRenew};
  if (fault == nullptr) return std::nullopt;
  return Finding{Weight::shown, fault->message, kRenew};
}

std::optional<Finding> not_yet_valid(const Facts& facts) {
  const auto* fault = facts.fault(Reason::not_yet_valid);
  if (fault == nullptr) return std::nullopt;
  return Finding{Weight::shown, fault->message, "wait, or set this machine's clock"};
}

// The same pool in another region has another id, but a region that was typed may not be the pool's.
std::optional<Finding> wrong_region(const Facts& facts) {
  const auto& expected = facts.evidence().expected;
  const auto of_token = cognito::pool_of_issuer(facts.claim("iss"));
  if (!of_token || expected.region.empty()) return std::nullopt;
  const auto region = cognito::parse_pool_id(*of_token).region;
  if (region == expected.region) return std::nullopt;
  return Finding{
      *of_token == expected.user_pool_id ? Weight::shown : Weight::fits,
      fmt::format("its pool is in {}, the profile says {}", printable(region), printable(expected.region)),
      "set the region to the pool's: it stands before the underscore of the pool's id"};
}

std::optional<Finding> wrong_pool(const Facts& facts) {
  if (const auto* fault = facts.fault(Reason::wrong_issuer))
    return Finding{Weight::shown, fault->message, kWhichProfile};
  const std::string trusts = "the API trusts another pool: compare its authorizer with " +
                             (facts.claim("iss").empty() ? "the profile" : printable(facts.claim("iss")));
  if (facts.says(Says::wrong_issuer)) return Finding{Weight::stated, facts.answer_words(), trusts};
  if (facts.says(Says::unknown_key) || facts.says(Says::not_this_call))
    return Finding{Weight::fits, facts.answer_words(), trusts};
  if (plain_refusal(facts) && facts.token_is_good())
    return Finding{Weight::possible, "the token is good for the profile's pool", trusts};
  return std::nullopt;
}

std::optional<Finding> wrong_client(const Facts& facts) {
  constexpr const char* kFix =
      "sign in with the app client that the API expects (--client-id), or add this one to the audiences of "
      "its "
      "authorizer";
  if (facts.says(Says::wrong_audience)) return Finding{Weight::stated, facts.answer_words(), kFix};
  if (const auto* fault = facts.fault(Reason::wrong_client))
    return Finding{facts.is(Gateway::apigw_rest) ? Weight::possible : Weight::shown, fault->message, kFix};
  if (facts.says(Says::not_this_call)) return Finding{Weight::fits, facts.answer_words(), kFix};
  return std::nullopt;
}

std::optional<Finding> not_of_its_keys(const Facts& facts) {
  constexpr const char* kFix =
      "take the token as Cognito gave it: one that was cut, edited, or made by an emulator is no token of "
      "the pool";
  const auto* fault = facts.first_fault({Reason::bad_signature, Reason::unknown_kid, Reason::alg_not_allowed,
                                         Reason::critical_header, Reason::weak_key, Reason::key_not_for_this,
                                         Reason::invalid_claim});
  if (fault != nullptr) return Finding{Weight::shown, fault->message, kFix};
  if (facts.says(Says::bad_signature)) return Finding{Weight::stated, facts.answer_words(), kFix};
  return std::nullopt;
}

// HTTP APIs and AppSync take both kinds; a REST method's scopes decide which it wants.
std::optional<Finding> wrong_token_use(const Facts& facts) {
  const auto use = facts.use();
  const bool is_id = use == TokenUse::id;
  const char* fix = is_id ? "send the access token: --token-use access" : "send the ID token: --token-use id";
  if (const auto* fault = facts.fault(Reason::wrong_token_use))
    return Finding{Weight::shown, fault->message, fix};
  const bool takes_both = facts.is(Gateway::apigw_http) || facts.is(Gateway::appsync);
  if (!use || takes_both || !plain_refusal(facts)) return std::nullopt;
  return Finding{
      facts.token_is_good() ? Weight::fits : Weight::possible,
      is_id
          ? fmt::format("{} ID token was refused: a method with OAuth scopes wants the access token",
                        signed_or_read(facts))
          : fmt::format("{} access token was refused: a REST method without OAuth scopes wants the ID token",
                        signed_or_read(facts)),
      fix};
}

std::string fix_for_scope(const Facts& facts, const std::string& scope) {
  if (facts.use() == TokenUse::id) return "only access tokens have scopes: --token-use access";
  const std::string wanted = scope.empty() ? "SCOPE" : scope;
  return fmt::format(
      "sign in for it (cauth login --web --scope \"openid {0}\", or --client-credentials --scope {0}), "
      "where the app client allows it",
      printable(wanted));
}

std::string scopes_of(const Facts& facts) {
  const std::string scope = facts.claim("scope");
  return scope.empty() ? "the token has no scope"
                       : fmt::format("the token's scope is \"{}\"", printable(scope));
}

std::optional<Finding> missing_scope(const Facts& facts) {
  const std::string named = facts.reading().bearer_parameter("scope");
  const std::string fix = fix_for_scope(facts, named);
  if (facts.says(Says::missing_scope)) {
    const std::string wants =
        named.empty() ? facts.answer_words() : fmt::format("the API wants \"{}\"", printable(named));
    return Finding{Weight::stated, fmt::format("{}, {}", wants, scopes_of(facts)), fix};
  }
  if (const auto* fault = facts.fault(Reason::missing_scope)) {
    const auto& scopes = facts.evidence().expected.scopes;
    return Finding{Weight::shown, fault->message, fix_for_scope(facts, scopes.empty() ? "" : scopes.front())};
  }
  const bool access = facts.use() == TokenUse::access;
  const bool fits = facts.says(Says::not_this_resource) || facts.says(Says::not_this_field);
  if (fits && facts.evidence().token)
    return Finding{access ? Weight::fits : Weight::possible,
                   fmt::format("{}, {}", facts.answer_words(), scopes_of(facts)), fix};
  const bool no_reason = facts.says(Says::forbidden) || (access && plain_refusal(facts));
  if (no_reason && facts.evidence().token) return Finding{Weight::possible, scopes_of(facts), fix};
  return std::nullopt;
}

std::optional<Finding> missing_group(const Facts& facts) {
  constexpr const char* kFix =
      "an administrator adds the user to the group; a new token then names it: cauth refresh";
  if (const auto* fault = facts.fault(Reason::missing_group))
    return Finding{Weight::shown, fault->message, kFix};
  if (!facts.evidence().token) return std::nullopt;
  const Json& payload = facts.evidence().token->payload;
  const std::string groups =
      payload.contains("cognito:groups")
          ? fmt::format("the token's groups are {}", printable(json_text(payload["cognito:groups"])))
          : "the token names no group";
  if (facts.says(Says::not_this_field)) return Finding{Weight::fits, groups, kFix};
  if (facts.status_is(http::status::kForbidden) &&
      (facts.says(Says::forbidden) || facts.says(Says::not_this_resource)))
    return Finding{Weight::possible, groups, kFix};
  return std::nullopt;
}

std::optional<Finding> revoked(const Facts& facts) {
  if (facts.says(Says::revoked))
    return Finding{Weight::stated, facts.answer_words(), "sign in again: cauth login"};
  if (facts.evidence().live || !plain_refusal(facts) || !facts.token_is_good()) return std::nullopt;
  return Finding{Weight::possible, "its signature says nothing about that", "--live asks Cognito"};
}

constexpr auto kTokenCauses = std::to_array<CauseRow>({
    {"refresh_token_sent", "a refresh token was sent, which no API takes", refresh_token},
    {"not_a_token", "what was sent is no whole token", no_token_at_all},
    {"bad_signature", "the token is not as the pool made it", not_of_its_keys},
    {"clock_skew", "a clock is wrong", clock_skew},
    {"expired", "the token has expired", expired},
    {"not_yet_valid", "the token is not valid yet", not_yet_valid},
    {"wrong_pool", "the token is of another user pool than the one that is expected", wrong_pool},
    {"wrong_region", "the token is of a pool in another region", wrong_region},
    {"wrong_client", "the token is for another app client", wrong_client},
    {"wrong_token_use", "it is the wrong kind of token for this method", wrong_token_use},
    {"missing_scope", "the token lacks a scope that the API wants", missing_scope},
    {"missing_group", "the user is not in a group that the API wants", missing_group},
    {"revoked", "the session was signed out, and the token is revoked", revoked},
});

}  // namespace

std::span<const CauseRow> token_causes() {
  return kTokenCauses;
}

}  // namespace cauth::call::explain
