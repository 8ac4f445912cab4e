#include "call/authorize.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace cauth::call {
namespace {

const session::OriginBinding* find_binding(const Url& url, const TokenRules& rules) {
  const auto covers = [&](const session::OriginBinding& binding) {
    return origin_matches(binding.pattern, url);
  };
  // One host by its name says more than a pattern does.
  const auto exact = std::find_if(rules.bindings.begin(), rules.bindings.end(), [&](const auto& binding) {
    return covers(binding) && binding.pattern.find('*') == std::string::npos;
  });
  if (exact != rules.bindings.end()) return &*exact;
  const auto any = std::find_if(rules.bindings.begin(), rules.bindings.end(), covers);
  return any == rules.bindings.end() ? nullptr : &*any;
}

bool is_api(const Url& url, const TokenRules& rules) {
  return rules.api && same_origin(*rules.api, url);
}

// A password-like thing over plain http only where somebody wrote that down.
bool may_go_unencrypted(const Url& url, const TokenRules& rules, const Options& options) {
  const bool rerouted = any_of(options.curl, &http::CurlOptionRow::reroutes);
  const bool this_machine =
      (url.is_loopback() && !rerouted) || any_of(options.curl, &http::CurlOptionRow::unix_socket);
  if (url.scheme == "https" || this_machine || options.allow_http) return true;
  const bool endpoint = rules.endpoint && same_origin(*rules.endpoint, url);
  return find_binding(url, rules) != nullptr || endpoint || (rules.api_in_profile && is_api(url, rules));
}

std::optional<std::string> first_of(const std::optional<std::string>& flag,
                                    const std::optional<std::string>& binding,
                                    const std::optional<std::string>& setting = {}) {
  if (flag) return flag;
  return binding ? binding : setting;
}

// AppSync takes the whole value for the token
// (https://docs.aws.amazon.com/appsync/latest/devguide/security-authz.html).
bool wants_raw_header(const Url& url) {
  return url.host.find(".appsync-api.") != std::string::npos &&
         (url.host.ends_with(".amazonaws.com") || url.host.ends_with(".amazonaws.com.cn"));
}

TokenPlan plan(const Url& url, const TokenRules& rules, const Options& options, bool named) {
  static const session::OriginBinding kUnbound;
  const auto* found = find_binding(url, rules);
  const auto& binding = found != nullptr ? *found : kUnbound;
  TokenPlan plan;
  plan.use = first_of(options.token_use, binding.token_use, rules.token_use);
  plan.scopes = binding.scopes;
  plan.header_name = first_of(options.header_name, binding.header_name).value_or(plan.header_name);
  const auto form = first_of(options.auth_header, binding.auth_header, rules.auth_header);
  plan.bearer = form ? form != "raw" : !wants_raw_header(url);
  if (plan.use == "none") return plan;
  plan.send = TokenPlan::Send::yes;
  if (!named) {
    plan.send = TokenPlan::Send::not_named;
  } else if (!may_go_unencrypted(url, rules, options)) {
    plan.send = TokenPlan::Send::unencrypted;
  }
  return plan;
}

}  // namespace

TokenPlan plan_for_typed(const Url& url, const TokenRules& rules, const Options& options,
                         bool own_credentials) {
  if (own_credentials) return {};
  const bool none_named = !rules.api && rules.bindings.empty();
  const bool named =
      none_named || options.token_use || is_api(url, rules) || find_binding(url, rules) != nullptr;
  return plan(url, rules, options, named);
}

TokenPlan plan_for_named(const Url& url, const TokenRules& rules, const Options& options) {
  return plan(url, rules, options, true);
}

TokenPlan plan_for_redirect(const Url& url, const TokenRules& rules, const Options& options,
                            bool own_credentials) {
  if (own_credentials) return {};
  return plan(url, rules, options, is_api(url, rules) || find_binding(url, rules) != nullptr);
}

std::string header_value(const TokenPlan& plan, std::string_view token) {
  return plan.bearer ? fmt::format("Bearer {}", token) : std::string(token);
}

}  // namespace cauth::call
