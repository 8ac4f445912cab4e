#include "call/explain/explain.hpp"

#include "call/explain/reading.hpp"
#include "call/explain/saved_answer.hpp"
#include "jose/verifier.hpp"
#include "support/manual_clock.hpp"
#include "support/token_maker.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <string>
#include <vector>

namespace cauth::call::explain {
namespace {

using cognito::Gateway;
using std::chrono::hours;

// A token of the profile's pool, sent by GET behind Bearer, and judged by the profile's rules.
struct Case {
  test::ManualClock clock;
  Json claims = test::id_claims();
  jose::Policy policy{.issuers = {std::string(test::kIssuer)}, .clients = {std::string(test::kClient)}};
  Evidence evidence;
  std::string token;

  Case() {
    evidence.expected = {.user_pool_id = std::string(test::kPool),
                         .region = "eu-west-1",
                         .client_id = std::string(test::kClient)};
    evidence.request =
        SentRequest{.url = *parse_url("https://api.example.com/prod/orders"), .form = HeaderForm::bearer};
  }
  void send_access_token() { claims = test::access_claims(); }

  void refuse_plainly() {
    answer("401", "x-amzn-ErrorType: UnauthorizedException\n", R"({"message":"Unauthorized"})");
  }
  void answer(std::string_view status, std::string_view headers, std::string_view body) {
    evidence.answer = read_saved_answer(fmt::format("HTTP/1.1 {}\n{}\n{}", status, headers, body));
  }
  void http_api(std::string_view challenge, std::string_view status = "401") {
    answer(status, fmt::format("www-authenticate: {}\n", challenge), R"({"message":"Unauthorized"})");
  }

  std::vector<Cause> causes() {
    evidence.now = clock.now();
    token = test::sign(test::header(), claims);
    evidence.token = jose::decode_token(token).token;
    auto keys = jose::KeySet::parse(test::key_set());
    evidence.faults = jose::all_faults(*evidence.token, policy, &keys, evidence.now);
    evidence.signature_checked = true;
    return explain(evidence);
  }
  std::string codes() {
    std::string text;
    for (const auto& cause : causes()) text += (text.empty() ? "" : " ") + cause.code;
    return text;
  }
  std::string first() {
    const auto all = causes();
    return all.empty() ? "" : all.front().code;
  }
};

}  // namespace

TEST_CASE("a good token and no answer: nothing is wrong") {
  CHECK(Case().codes().empty());
}

TEST_CASE("an answer that is no refusal has no cause, whatever the token is") {
  Case good;
  good.answer("200", "", "{}");
  CHECK(good.codes().empty());
  good.clock.advance(hours(2));
  CHECK(good.codes().empty());
}

TEST_CASE("every fault of the token is named, in the order of the rules") {
  Case bad;
  bad.policy.clients = {"another"};
  bad.policy.groups = {"nobody"};
  bad.clock.advance(hours(2));
  CHECK(bad.codes() == "expired wrong_client missing_group");
}

TEST_CASE("a plain 401 to a good token speaks for the other kind, one to a bad token for its fault") {
  Case id;
  id.refuse_plainly();
  CHECK(id.first() == "wrong_token_use");
  CHECK(id.causes().front().fix == "send the access token: --token-use access");
  Case access;
  access.send_access_token();
  access.refuse_plainly();
  CHECK(access.codes() == "wrong_token_use wrong_pool missing_scope revoked");
  CHECK(access.causes().front().fix == "send the ID token: --token-use id");
  access.clock.advance(hours(2));
  CHECK(access.first() == "expired");
}

TEST_CASE("HTTP APIs and AppSync take both kinds: theirs is never the wrong one") {
  Case id;
  id.refuse_plainly();
  id.evidence.gateway = Gateway::appsync;
  CHECK(id.codes().find("wrong_token_use") == std::string::npos);
  id.evidence.gateway.reset();
  id.evidence.request->url = *parse_url("https://abc.appsync-api.eu-west-1.amazonaws.com/graphql");
  CHECK(id.codes().find("wrong_token_use") == std::string::npos);
}

TEST_CASE("a token of another pool or region than the profile's") {
  Case other;
  other.refuse_plainly();
  other.claims["iss"] = "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Another01";
  CHECK(other.codes().starts_with("wrong_pool wrong_region"));
  other.claims["iss"] = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Another01";
  CHECK(other.first() == "wrong_pool");
  CHECK(other.codes().find("wrong_region") == std::string::npos);
}

TEST_CASE("what an HTTP API's challenge says comes before its body and before the token's own faults") {
  const auto first = [](std::string_view description) {
    Case api;
    api.http_api(fmt::format(R"(Bearer scope="" error="invalid_token" error_description="{}")", description));
    return api.first();
  };
  CHECK(first("the token has expired") == "expired");
  CHECK(first("the token is expired") == "expired");
  CHECK(first("jwt is expired") == "expired");
  CHECK(first("the token does not have a valid audience") == "wrong_client");
  CHECK(first("jwt has an invalid audience") == "wrong_client");
  CHECK(first("the token does not have a valid issuer") == "wrong_pool");
  CHECK(first("signing key for the token was not found") == "wrong_pool");
  CHECK(first("invalid signature") == "bad_signature");
}

TEST_CASE("a scope that an HTTP API names stands in the fix") {
  Case api;
  api.send_access_token();
  api.http_api(R"(Bearer scope="orders/read" error="insufficient_scope")", "403");
  const auto causes = api.causes();
  REQUIRE_FALSE(causes.empty());
  CHECK(causes[0].code == "missing_scope");
  CHECK(causes[0].weight == Weight::stated);
  CHECK(causes[0].evidence.find("the API wants \"orders/read\"") != std::string::npos);
  CHECK(causes[0].fix.find("--scope orders/read") != std::string::npos);
}

TEST_CASE("Bearer that is wanted or not") {
  Case wanted;
  wanted.evidence.request->form = HeaderForm::raw;
  wanted.http_api("Bearer");
  CHECK(wanted.first() == "bearer_expected");
  Case unwanted;
  unwanted.answer(
      "401", "",
      R"({"errors":[{"errorType":"UnauthorizedException","message":"Unable to parse JWT token."}]})");
  CHECK(unwanted.first() == "bearer_not_expected");
  unwanted.evidence.request->form = HeaderForm::raw;
  CHECK(unwanted.first() != "bearer_not_expected");
}

TEST_CASE("a request without a token is told so, and one with a token not") {
  Case none;
  none.evidence.request->form = HeaderForm::none;
  none.http_api("Bearer");
  CHECK(none.first() == "no_token_sent");
  none.evidence.request->form = HeaderForm::bearer;
  CHECK(none.codes().find("no_token_sent") == std::string::npos);
}

TEST_CASE("API Gateway's words for a path, a signature, a policy, a firewall") {
  const auto first = [](std::string_view type, std::string_view message, std::string_view status = "403") {
    Case api;
    api.answer(status, fmt::format("x-amzn-ErrorType: {}\n", type),
               fmt::format(R"({{"message":"{}"}})", message));
    return api.first();
  };
  CHECK(first("MissingAuthenticationTokenException", "Missing Authentication Token") == "wrong_path");
  CHECK(
      first("IncompleteSignatureException",
            "'eyJ' not a valid key=value pair (missing equal-sign) in Authorization header: 'Bearer eyJ'.") ==
      "sigv4_expected");
  CHECK(first("IncompleteSignatureException",
              "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256)") ==
        "sigv4_expected");
  CHECK(first("AccessDeniedException",
              "User: anonymous is not authorized to perform: execute-api:Invoke on resource: "
              "arn:aws:execute-api:eu-west-1:1:a/b/GET/ with an explicit deny") == "denied_by_policy");
  CHECK(first("AccessDeniedException",
              "User is not authorized to access this resource with an explicit deny") ==
        "denied_by_authorizer");
  CHECK(first("ForbiddenException", "Forbidden") == "blocked_by_firewall");
  CHECK(first("TooManyRequestsException", "Too Many Requests", "429") == "throttled");
  CHECK(first("InternalServerErrorException", "Internal server error", "502") == "api_failed");
}

TEST_CASE("a page that a firewall writes is no JSON, and is understood") {
  Case api;
  api.answer("403", "Server: CloudFront\nContent-Type: text/html\n",
             "<HTML><H1>403 ERROR</H1><H2>The request could not be satisfied.</H2>Request blocked.</HTML>");
  CHECK(api.first() == "blocked_by_firewall");
}

TEST_CASE("a load balancer that signs users in wants no token") {
  Case api;
  api.answer("302", "Location: https://auth.example.com/oauth2/authorize?client_id=x\n", "");
  CHECK(api.codes() == "sign_in_page");
  api.answer("302", "Location: https://api.example.com/v2\n", "");
  CHECK(api.codes().empty());
}

TEST_CASE("AppSync: errors inside 200 that let nobody in, and those about one field") {
  Case api;
  api.answer("200", "",
             R"({"data":{"a":null},"errors":[{"errorType":"Unauthorized",)"
             R"("message":"Not Authorized to access admin on type Query"}]})");
  CHECK(api.codes().starts_with("user_not_allowed missing_group"));
  api.answer("200", "",
             R"({"errors":[{"errorType":"UnauthorizedException","message":"Token has expired."}]})");
  CHECK(api.first() == "expired");
  api.answer("200", "",
             R"({"errors":[{"errorType":"UnauthorizedException",)"
             R"("message":"You are not authorized to make this call."}]})");
  CHECK(api.codes().starts_with("wrong_pool wrong_client"));
  // An error of the resolver's own is none of ours.
  api.answer("200", "",
             R"({"data":null,"errors":[{"errorType":"MappingTemplate","message":"no such table"}]})");
  CHECK(api.codes().empty());
}

TEST_CASE("clocks: a token from after the API's own time, one from after ours, and one that is good yet") {
  Case behind;
  behind.answer("401", fmt::format("Date: Sat, 21 Nov 2026 03:00:00 GMT\n"), R"({"message":"Unauthorized"})");
  CHECK(behind.first() == "clock_skew");
  // One second is the rounding of the header.
  behind.answer("401", "Date: Sat, 21 Nov 2026 03:59:59 GMT\n", R"({"message":"Unauthorized"})");
  CHECK(behind.first() == "wrong_token_use");
  Case ours;
  ours.clock.advance(-hours(2));
  CHECK(ours.first() == "clock_skew");
  Case good_yet;
  good_yet.answer("401", "", R"({"message":"The incoming token has expired"})");
  CHECK(good_yet.codes().starts_with("expired clock_skew"));
}

TEST_CASE("what is no token, and a refresh token, are named for what they are") {
  Evidence evidence;
  evidence.unreadable = jose::Reason::malformed;
  evidence.problem = "it has 1 part, not 3";
  REQUIRE(explain(evidence).size() == 1);
  CHECK(explain(evidence)[0].code == "not_a_token");
  evidence.unreadable = jose::Reason::encrypted_token;
  CHECK(explain(evidence)[0].code == "refresh_token_sent");
}

TEST_CASE("a forged token is no token of the pool") {
  Case forged;
  forged.evidence.signature_checked = true;
  Json header = test::header();
  header["kid"] = "unknown";
  forged.causes();
  forged.token = test::sign(header, forged.claims);
  forged.evidence.token = jose::decode_token(forged.token).token;
  auto keys = jose::KeySet::parse(test::key_set());
  forged.evidence.faults = jose::all_faults(*forged.evidence.token, forged.policy, &keys, forged.clock.now());
  CHECK(explain(forged.evidence).front().code == "bad_signature");
}

TEST_CASE("what GetUser says counts most, also for a token that the API takes") {
  Case live;
  live.evidence.live =
      Evidence::Live{.code = "NotAuthorizedException", .message = "Access Token has been revoked"};
  CHECK(live.codes() == "revoked");
  live.refuse_plainly();
  CHECK(live.first() == "revoked");
  live.answer("200", "", "{}");
  CHECK(live.codes() == "revoked");
  live.evidence.live = Evidence::Live{};
  live.refuse_plainly();
  CHECK(live.codes().find("revoked") == std::string::npos);
}

TEST_CASE("a refusal that nothing explains is the API's own, and is named only then") {
  Case own;
  own.answer("403", "", R"({"error":"plan limit reached"})");
  CHECK(own.codes() == "refused_by_api");
  own.refuse_plainly();
  CHECK(own.codes().find("refused_by_api") == std::string::npos);
}

TEST_CASE("an answer that quotes the token shows it nowhere") {
  Case quoting;
  quoting.causes();
  quoting.answer("403", "x-amzn-ErrorType: IncompleteSignatureException\n",
                 fmt::format(R"({{"message":"'{}' not a valid key=value pair"}})", quoting.token));
  for (const auto& cause : quoting.causes()) CHECK(cause.evidence.find("eyJ") == std::string::npos);
}

}  // namespace cauth::call::explain
