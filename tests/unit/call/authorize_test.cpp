#include "call/authorize.hpp"

#include <doctest/doctest.h>

namespace cauth::call {
namespace {

using Send = TokenPlan::Send;

Url url(const char* text) {
  return *parse_url(text);
}

TokenRules with_bindings() {
  return {.api = url("https://api.example.com/prod"),
          .bindings = {{.pattern = "https://orders.example.com", .token_use = "access", .auth_header = "raw"},
                       {.pattern = "https://*.preview.example.com", .header_name = "X-Token"},
                       {.pattern = "http://legacy.example.com"}},
          .token_use = "id"};
}

Send typed(const char* text, const TokenRules& rules, const Options& options = {}, bool own = false) {
  return plan_for_typed(url(text), rules, options, own).send;
}

}  // namespace

TEST_CASE("where the profile names no origin, the one that was typed gets the token") {
  CHECK(typed("https://anything.example/", {}) == Send::yes);
}

TEST_CASE("where the profile names origins, others get none unless --token-use asks for it") {
  const TokenRules rules = with_bindings();
  CHECK(typed("https://api.example.com/elsewhere", rules) == Send::yes);
  CHECK(typed("https://orders.example.com/", rules) == Send::yes);
  CHECK(typed("https://a.b.preview.example.com/", rules) == Send::yes);
  CHECK(typed("https://other.example.com/", rules) == Send::not_named);
  CHECK(typed("https://api.example.com:8443/", rules) == Send::not_named);
  CHECK(typed("https://preview.example.com/", rules) == Send::not_named);
  CHECK(typed("https://other.example.com/", rules, {.token_use = "id"}) == Send::yes);
}

TEST_CASE("--token-use none and credentials of the user's own mean no token") {
  CHECK(typed("https://api.example.com/", with_bindings(), {.token_use = "none"}) == Send::not_wanted);
  CHECK(typed("https://api.example.com/", with_bindings(), {}, true) == Send::not_wanted);
  CHECK(typed("https://api.example.com/", with_bindings(), {.token_use = "id"}, true) == Send::not_wanted);
}

TEST_CASE("flags beat the origin's binding, which beats the profile") {
  const TokenRules rules = with_bindings();
  const auto bound = plan_for_typed(url("https://orders.example.com/"), rules, {}, false);
  CHECK(bound.use == "access");
  CHECK_FALSE(bound.bearer);
  CHECK(bound.header_name == "Authorization");
  const auto api = plan_for_typed(url("https://api.example.com/"), rules, {}, false);
  CHECK(api.use == "id");
  CHECK(api.bearer);
  const auto flags =
      plan_for_typed(url("https://orders.example.com/"), rules,
                     {.token_use = "id", .auth_header = "Bearer", .header_name = "X-Mine"}, false);
  CHECK(flags.use == "id");
  CHECK(flags.bearer);
  CHECK(flags.header_name == "X-Mine");
  CHECK(plan_for_typed(url("https://x.preview.example.com/"), rules, {}, false).header_name == "X-Token");
}

TEST_CASE(
    "plain http carries a token to this machine, to what the profile wrote down, and with --allow-http") {
  CHECK(typed("http://api.example.com/", {}) == Send::unencrypted);
  CHECK(typed("http://localhost:8080/", {}) == Send::yes);
  CHECK(typed("http://127.0.0.1/", {}) == Send::yes);
  CHECK(typed("http://[::1]:3000/", {}) == Send::yes);
  CHECK(typed("http://api.example.com/", {}, {.allow_http = true}) == Send::yes);
  CHECK(typed("http://legacy.example.com/", with_bindings()) == Send::yes);
  CHECK(typed("http://legacy.example.com:81/", with_bindings(), {.token_use = "id"}) == Send::unencrypted);
  CHECK(typed("http://10.0.0.5:9230/x", {.endpoint = url("http://10.0.0.5:9230")}) == Send::yes);
}

TEST_CASE("an http api counts as written down only where the profile has it") {
  const Url api = url("http://api.example.com/");
  CHECK(typed("http://api.example.com/x", {.api = api, .api_in_profile = true}) == Send::yes);
  CHECK(typed("http://api.example.com/x", {.api = api}) == Send::unencrypted);
}

TEST_CASE("a redirect leads the token to origins that were named, and to no other") {
  CHECK(plan_for_redirect(url("https://orders.example.com/"), with_bindings(), {}, false).send == Send::yes);
  CHECK(plan_for_redirect(url("https://evil.example/"), with_bindings(), {.token_use = "id"}, false).send ==
        Send::not_named);
  CHECK(plan_for_redirect(url("https://evil.example/"), {}, {}, false).send == Send::not_named);
  CHECK(plan_for_redirect(url("http://localhost:1/"), {}, {}, false).send == Send::not_named);
  CHECK(plan_for_redirect(url("https://orders.example.com/"), with_bindings(), {}, true).send ==
        Send::not_wanted);
}

TEST_CASE("AppSync gets the token without Bearer unless something says otherwise") {
  const auto bearer = [](const char* address, const TokenRules& rules = {}, const Options& options = {}) {
    return plan_for_typed(url(address), rules, options, false).bearer;
  };
  const char* const appsync = "https://abc.appsync-api.eu-west-1.amazonaws.com/graphql";
  CHECK_FALSE(bearer(appsync));
  CHECK_FALSE(bearer("https://abc.appsync-api.cn-north-1.amazonaws.com.cn/graphql"));
  CHECK(bearer(appsync, {.auth_header = "Bearer"}));
  CHECK(bearer(appsync, {}, {.auth_header = "Bearer"}));
  CHECK(bearer("https://abc.execute-api.eu-west-1.amazonaws.com/prod"));
  CHECK(bearer("https://abc.appsync-api.example.com/graphql"));
  CHECK(bearer("https://appsync-api.amazonaws.com.evil.example/"));
}

TEST_CASE("one host by its name says more than a pattern that covers it, whatever their order") {
  const TokenRules rules{.bindings = {{.pattern = "https://*.example.com", .token_use = "id"},
                                      {.pattern = "https://a.example.com", .token_use = "access"}}};
  CHECK(plan_for_typed(url("https://a.example.com/"), rules, {}, false).use == "access");
  CHECK(plan_for_typed(url("https://b.example.com/"), rules, {}, false).use == "id");
}

TEST_CASE("an origin may want the token of a session with certain scopes") {
  const TokenRules rules{.bindings = {{.pattern = "https://a.example.com", .scopes = "orders/read"}}};
  CHECK(plan_for_typed(url("https://a.example.com/"), rules, {}, false).scopes == "orders/read");
  CHECK_FALSE(plan_for_typed(url("https://b.example.com/"), rules, {.token_use = "id"}, false).scopes);
}

TEST_CASE("an origin that was named on the line gets the token, but never unencrypted") {
  CHECK(plan_for_named(url("https://other.example.com/"), with_bindings(), {}).send == Send::yes);
  CHECK(plan_for_named(url("http://other.example.com/"), with_bindings(), {}).send == Send::unencrypted);
  CHECK(plan_for_named(url("https://orders.example.com/"), with_bindings(), {}).use == "access");
}

TEST_CASE("a token stands bare or behind Bearer") {
  CHECK(header_value({}, "t") == "Bearer t");
  CHECK(header_value({.bearer = false}, "t") == "t");
}

}  // namespace cauth::call
