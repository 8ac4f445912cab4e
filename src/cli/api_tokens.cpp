#include "cli/api_tokens.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/sessions.hpp"

#include <fmt/format.h>

#include <chrono>
#include <optional>
#include <utility>

namespace cauth::cli {
namespace {

call::SessionToken to_send(ReadyToken ready) {
  return {.text = std::move(ready.token.text),
          .use = ready.use,
          .obtained = ready.obtained,
          .expires = ready.token.expires,
          .renewable = ready.renewable,
          .whose = std::move(ready.whose)};
}

}  // namespace

call::TokenRules token_rules(Context& context) {
  const session::Settings& settings = context.settings();
  call::TokenRules rules{.bindings = settings.profile().origins,
                         .token_use = settings.get("token_use"),
                         .auth_header = settings.get("auth_header")};
  if (const auto api = settings.find("api")) {
    rules.api = parse_typed_url(api->value);
    rules.api_in_profile = api->layer == session::Layer::profile;
    if (!rules.api) {
      throw usage_error(
          fmt::format("the API's address \"{}\" is no URL (from {})", printable(api->value), api->origin),
          "it looks like https://api.example.com/prod");
    }
  }
  if (const auto endpoint = settings.get("endpoint_url")) rules.endpoint = parse_url(*endpoint);
  return rules;
}

call::SessionToken SessionTokens::get(const call::TokenPlan& plan) {
  session::Freshness wanted;
  if (plan.use) wanted.use = jose::token_use_named(*plan.use);
  wanted.at_least = at_least_;
  return to_send(fresh_token(context_, wanted, plan.scopes));
}

call::SessionToken SessionTokens::renew(const call::SessionToken& old, const call::TokenPlan& plan) {
  // Whoever renewed it since then has done our work.
  return to_send(fresh_token(
      context_, {.use = old.use, .force = true, .not_before = old.obtained + std::chrono::seconds(1)},
      plan.scopes));
}

}  // namespace cauth::cli
