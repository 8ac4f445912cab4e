#include "cli/explain_evidence.hpp"

#include "base/error.hpp"
#include "cli/service.hpp"
#include "cli/sessions.hpp"
#include "cognito/user_api.hpp"
#include "jose/policy.hpp"
#include "jose/verifier.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::cli {
namespace {

using call::explain::Evidence;
using call::explain::Expected;

// The session that commands would use. Without one there is only less to go by.
std::optional<session::Session> own_session(Context& context) {
  try {
    const auto store = open_store(context);
    return store->load(chosen_session(context, *store));
  } catch (const Error& error) {
    if (error.category == Category::interrupted) throw;
    return std::nullopt;
  }
}

Expected expected_of(Context& context, const std::optional<session::Session>& session,
                     const ExplainRules& rules) {
  const session::Settings& settings = context.settings();
  Expected expected{.scopes = rules.scopes};
  expected.user_pool_id = settings.get("user_pool_id").value_or(session ? session->key.user_pool_id : "");
  expected.client_id = settings.get("client_id").value_or(session ? session->key.client_id : "");
  if (!expected.user_pool_id.empty()) {
    expected.region = cognito::parse_pool_id(expected.user_pool_id).region;
  } else if (const auto region = settings.region()) {
    expected.region = region->value;
  }
  return expected;
}

jose::Policy policy_for(Context& context, const Expected& expected, const ExplainRules& rules) {
  jose::Policy policy{
      .any_client = expected.client_id.empty(), .scopes = rules.scopes, .groups = rules.groups};
  if (!expected.client_id.empty()) policy.clients = {expected.client_id};
  if (!expected.user_pool_id.empty()) {
    policy.issuers = cognito::issuers_of(cognito::parse_pool_id(expected.user_pool_id),
                                         context.settings().get("endpoint_url"));
  }
  if (!rules.scopes.empty()) policy.token_use = jose::TokenUse::access;
  if (rules.gateway) cognito::apply(*rules.gateway, policy, !expected.client_id.empty());
  return policy;
}

// The rules before it decide whether a key is looked for.
bool gets_to_the_signature(const std::vector<jose::Verdict>& faults) {
  return faults.empty() || faults.front().reason > jose::Reason::wrong_issuer;
}

// With the signature where the pool's keys can be had.
void find_faults(Context& context, const jose::Policy& policy, const ExplainRules& rules,
                 Evidence& evidence) {
  const auto& token = *evidence.token;
  evidence.faults = jose::all_faults(token, policy, nullptr, evidence.now);
  const bool of_the_pool = !evidence.expected.user_pool_id.empty() && !policy.issuers.empty();
  if (!of_the_pool) return;
  try {
    auto options = pool_keys(context, cognito::parse_pool_id(evidence.expected.user_pool_id));
    options.offline = rules.offline;
    cognito::JwksCache keys(std::move(options), context.http_when_needed(), context.clock());
    evidence.faults = jose::all_faults(token, policy, &keys, evidence.now);
    evidence.signature_checked = gets_to_the_signature(evidence.faults);
  } catch (const Error& error) {
    // The rest of the token says enough to go on with.
    if (error.category == Category::interrupted) throw;
    context.note(fmt::format("the token's signature was not checked: {}", error.what_failed));
  }
}

// Cognito's own operations take access tokens alone.
const SecretString* access_token(const SecretString& token, const Evidence& evidence,
                                 const std::optional<session::Session>& session) {
  if (evidence.token && string_member_or(evidence.token->payload, "token_use", "") == "access") return &token;
  const jose::Token* own = session ? session->tokens.find(jose::TokenUse::access) : nullptr;
  // Another user's session says nothing about this token.
  const bool same =
      own != nullptr && evidence.token &&
      string_member_or(evidence.token->payload, "cognito:username", "") == session->key.username;
  return same ? &own->text : nullptr;
}

void ask_cognito(Context& context, const SecretString* token, Evidence& evidence) {
  if (token == nullptr) {
    context.note("Cognito was not asked: --live needs the access token, or the session that the token is of");
    return;
  }
  aws::JsonClient client(context.http(), context.clock(), context.random(), user_pool_service(context));
  try {
    cognito::UserApi(client, token->clone()).get_user();
    evidence.live = Evidence::Live{};
  } catch (const Error& error) {
    if (error.category != Category::refused) throw;
    evidence.live = Evidence::Live{.code = error.code, .message = error.service_message};
  }
}

}  // namespace

Evidence evidence_about(Context& context, const SecretString* token, const ExplainRules& rules) {
  const auto session = own_session(context);
  Evidence evidence{.expected = expected_of(context, session, rules),
                    .gateway = rules.gateway,
                    .now = context.clock().now()};
  if (token == nullptr) return evidence;
  auto decoded = jose::decode_token(token->reveal());
  evidence.unreadable = decoded.reason;
  evidence.problem = std::move(decoded.problem);
  evidence.token = std::move(decoded.token);
  if (evidence.token) find_faults(context, policy_for(context, evidence.expected, rules), rules, evidence);
  if (rules.live && !rules.offline) ask_cognito(context, access_token(*token, evidence, session), evidence);
  return evidence;
}

Evidence evidence_about(Context& context, const call::Exchange& exchange, const ExplainRules& rules) {
  Evidence evidence = evidence_about(context, exchange.token ? &*exchange.token : nullptr, rules);
  evidence.request = exchange.request;
  evidence.answer = exchange.answer;
  return evidence;
}

}  // namespace cauth::cli
