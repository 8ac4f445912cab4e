#include "base/text.hpp"
#include "call/explain/facts.hpp"
#include "http/status.hpp"

#include <fmt/format.h>

#include <array>

namespace cauth::call::explain {
namespace {

constexpr const char* kLookAtPath =
    "look at host, stage, path and method: a REST API's address is "
    "https://ID.execute-api.REGION.amazonaws.com/STAGE/PATH";

std::string address(const Facts& facts) {
  const auto& request = facts.evidence().request;
  if (!request) return {};
  return fmt::format(" to {} {}{}", request->method, request->url.origin(), request->url.path);
}

// RFC 6750 section 3.1: no error code where the request brought no credential that the server knows.
bool saw_no_token(const Facts& facts) {
  const auto& reading = facts.reading();
  return facts.status_is(http::status::kUnauthorized) && reading.has_bearer_challenge() &&
         reading.bearer_parameter("error").empty();
}

std::optional<Finding> no_token_sent(const Facts& facts) {
  constexpr const char* kFix =
      "send one: cauth call URL; where the profile names other origins, --token-use id sends it all the same";
  if (facts.sent_as(HeaderForm::none) && facts.reading().refused)
    return Finding{Weight::shown, "the request had no Authorization header", kFix};
  if (facts.evidence().request) return std::nullopt;
  if (facts.says(Says::no_token)) return Finding{Weight::stated, facts.answer_words(), kFix};
  if (!saw_no_token(facts)) return std::nullopt;
  return Finding{Weight::fits, "the answer asks for a Bearer token and finds no fault with one", kFix};
}

std::optional<Finding> wrong_path(const Facts& facts) {
  if (facts.says(Says::no_such_route))
    return Finding{Weight::stated, facts.answer_words() + address(facts), kLookAtPath};
  if (facts.status_is(http::status::kNotFound))
    return Finding{Weight::stated, "the answer is status 404" + address(facts), kLookAtPath};
  if (facts.says(Says::wants_signature))
    return Finding{Weight::fits, "API Gateway answers so where a token goes to a path that it does not have",
                   kLookAtPath};
  return std::nullopt;
}

std::optional<Finding> signature_expected(const Facts& facts) {
  constexpr const char* kFix =
      "sign the request with AWS credentials (--aws-sigv4 aws:amz:REGION:execute-api), or give the route a "
      "Cognito or JWT authorizer; where there is no such route, mend its path";
  if (facts.says(Says::wants_signature)) return Finding{Weight::stated, facts.answer_words(), kFix};
  if (facts.says(Says::no_such_route))
    return Finding{Weight::possible,
                   "a route with IAM authorization says the same to a request without a signature", kFix};
  return std::nullopt;
}

std::optional<Finding> bearer_expected(const Facts& facts) {
  constexpr const char* kFix = "put Bearer in front of the token: --auth-header Bearer";
  const bool without = facts.sent_as(HeaderForm::raw) || facts.sent_as(HeaderForm::other);
  if (!without || !facts.status_is(http::status::kUnauthorized)) return std::nullopt;
  if (saw_no_token(facts))
    return Finding{Weight::shown, "the answer asks for Bearer, and the header had none", kFix};
  if (facts.gateway()) return std::nullopt;
  return Finding{Weight::possible, "the header had no Bearer, which many APIs want", kFix};
}

std::optional<Finding> bearer_not_expected(const Facts& facts) {
  constexpr const char* kFix = "send the token alone: --auth-header raw";
  if (!facts.sent_as(HeaderForm::bearer) || !facts.evidence().token) return std::nullopt;
  if (!facts.says(Says::malformed) && !facts.says(Says::no_token)) return std::nullopt;
  return Finding{Weight::stated,
                 facts.answer_words() + ", though the token can be read: it stood behind Bearer", kFix};
}

std::optional<Finding> sign_in_page(const Facts& facts) {
  const auto& answer = facts.evidence().answer;
  const int status = facts.reading().status;
  if (!answer || status < http::status::kFirstRedirect || status >= http::status::kFirstFailure)
    return std::nullopt;
  const auto* location = answer->head.headers.find("Location");
  if (location == nullptr) return std::nullopt;
  const bool signs_in = location->find("/oauth2/authorize") != std::string::npos ||
                        location->find("/login") != std::string::npos;
  if (!signs_in) return std::nullopt;
  return Finding{
      Weight::stated,
      fmt::format("status {} leads to {}", status, printable(location->substr(0, location->find('?')))),
      "a load balancer or app that signs users in wants the browser's cookie: ask the service behind it, "
      "or give it a rule that takes tokens"};
}

constexpr auto kRequestCauses = std::to_array<CauseRow>({
    {"wrong_path", "the API has no such path, stage or method", wrong_path},
    {"sigv4_expected", "the route wants a request signed with AWS credentials (IAM), or there is none there",
     signature_expected},
    {"sign_in_page", "the address is for browsers: it leads to a sign-in page", sign_in_page},
    {"no_token_sent", "no token came with the request", no_token_sent},
    {"bearer_expected", "the API wants the token behind Bearer", bearer_expected},
    {"bearer_not_expected", "the API wants the token without Bearer", bearer_not_expected},
});

}  // namespace

std::span<const CauseRow> request_causes() {
  return kRequestCauses;
}

}  // namespace cauth::call::explain
