#include "cognito/gateway.hpp"

namespace cauth::cognito {

std::optional<Gateway> gateway_named(std::string_view name) {
  if (name == "apigw-rest") return Gateway::apigw_rest;
  if (name == "apigw-http") return Gateway::apigw_http;
  if (name == "appsync") return Gateway::appsync;
  if (name == "identity-pool") return Gateway::identity_pool;
  return std::nullopt;
}

void apply(Gateway gateway, jose::Policy& policy, bool client_named) {
  const auto use_unless_said = [&](jose::TokenUse use) {
    if (!policy.token_use) policy.token_use = use;
  };
  switch (gateway) {
    case Gateway::apigw_rest:
      policy.any_client = true;
      use_unless_said(policy.scopes.empty() ? jose::TokenUse::id : jose::TokenUse::access);
      return;
    case Gateway::apigw_http: return;
    case Gateway::appsync: policy.any_client = policy.any_client || !client_named; return;
    case Gateway::identity_pool: use_unless_said(jose::TokenUse::id); return;
  }
}

}  // namespace cauth::cognito
