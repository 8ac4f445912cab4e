#include "call/explain/facts.hpp"
#include "http/status.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

namespace cauth::call::explain {
namespace {

bool plainly_forbidden(const Facts& facts) {
  return facts.status_is(http::status::kForbidden) && facts.says(Says::forbidden);
}

std::optional<Finding> denied_by_policy(const Facts& facts) {
  constexpr const char* kFix =
      "the API's resource policy decides by network, VPC endpoint or account: ask its owner, or call from "
      "where it "
      "allows";
  if (facts.says(Says::denied_by_policy)) return Finding{Weight::stated, facts.answer_words(), kFix};
  if (plainly_forbidden(facts)) return Finding{Weight::possible, facts.answer_words(), kFix};
  return std::nullopt;
}

std::optional<Finding> blocked(const Facts& facts) {
  constexpr const char* kFix =
      "ask the API's owner which rule of AWS WAF it was: address, country, rate, or something in the request";
  if (facts.says(Says::blocked)) return Finding{Weight::stated, facts.answer_words(), kFix};
  if (!plainly_forbidden(facts)) return std::nullopt;
  // A REST API words a WAF's no so; so does a custom domain without such a base path.
  const bool exact = facts.reading().type == "ForbiddenException";
  return Finding{exact ? Weight::fits : Weight::possible, facts.answer_words(), kFix};
}

std::optional<Finding> denied_by_authorizer(const Facts& facts) {
  constexpr const char* kFix =
      "what a Lambda authorizer wants its code says: ask the API's owner, and look at its log";
  if (facts.says(Says::denied_by_authorizer)) return Finding{Weight::stated, facts.answer_words(), kFix};
  if (facts.says(Says::not_this_resource)) return Finding{Weight::fits, facts.answer_words(), kFix};
  return std::nullopt;
}

std::optional<Finding> user_not_allowed(const Facts& facts) {
  if (!facts.says(Says::not_this_field)) return std::nullopt;
  return Finding{
      Weight::stated, facts.answer_words(),
      "groups and scopes are in \"cauth decode\"; the schema's @aws_auth and resolvers say what is wanted"};
}

std::optional<Finding> throttled(const Facts& facts) {
  if (!facts.status_is(http::status::kTooManyRequests)) return std::nullopt;
  return Finding{Weight::stated, facts.answer_words(), "wait, then send fewer requests"};
}

std::optional<Finding> failed(const Facts& facts) {
  if (facts.reading().status < http::status::kFirstServerError) return std::nullopt;
  return Finding{Weight::stated, facts.answer_words(),
                 "the token was not refused: look at the API's own log (a Lambda that fails gives 502)"};
}

// What is left where nothing else speaks.
std::optional<Finding> refused_by_api(const Facts& facts) {
  if (!facts.reading().refused || facts.reading().status >= http::status::kFirstServerError)
    return std::nullopt;
  return Finding{Weight::possible, facts.answer_words(), "ask the API's owner, and look at its log"};
}

constexpr auto kApiCauses = std::to_array<CauseRow>({
    {"user_not_allowed", "the API took the token, and its user may not do this", user_not_allowed},
    {"denied_by_policy", "the API's resource policy refuses", denied_by_policy},
    {"blocked_by_firewall", "a firewall (AWS WAF) before the API refuses", blocked},
    {"denied_by_authorizer", "the API's own authorizer refuses", denied_by_authorizer},
    {"throttled", "the API is asked too often", throttled},
    {"api_failed", "the API itself failed", failed},
    {kUnexplained, "the API refuses for a reason of its own", refused_by_api},
});

}  // namespace

std::span<const CauseRow> api_causes() {
  return kApiCauses;
}

}  // namespace cauth::call::explain
