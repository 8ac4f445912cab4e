#include "call/explain/reading.hpp"

#include "aws/refusal.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "call/graphql.hpp"
#include "http/redact.hpp"
#include "http/status.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

namespace cauth::call::explain {
namespace {

constexpr std::size_t kLongestText = 2048;  // of a body that is no JSON: a page
constexpr std::size_t kLongestWords = 300;

struct Phrase {
  Says says;
  std::string_view words;
};
constexpr auto kPhrases = std::to_array<Phrase>({
#define PHRASE(says, words) {Says::says, words},
#include "call/explain/answer_phrases.def"
#undef PHRASE
});

Says meaning_of(std::string_view text) {
  const std::string lower = to_lower(text);
  const auto* found = std::find_if(kPhrases.begin(), kPhrases.end(), [&](const Phrase& phrase) {
    return lower.find(phrase.words) != std::string::npos;
  });
  return found == kPhrases.end() ? Says::nothing : found->says;
}

// Of API Gateway, of Cognito, of OAuth (RFC 6749 section 5.2).
std::string message_of(const Json& body) {
  for (const char* name : {"message", "Message", "error_description", "error"}) {
    if (const auto* text = string_member(body, name)) return *text;
  }
  return {};
}

struct Words {
  std::string text, type;
  bool graphql = false;
};

Words words_of(const http::SmallResponse& answer, const Json& body) {
  Words words;
  if (const auto* type = answer.head.headers.find("x-amzn-ErrorType"))
    words.type = aws::bare_error_code(*type);
  const auto errors = graphql_errors(body);
  words.graphql = !errors.empty();
  if (words.graphql) {
    if (!errors.front().type.empty()) words.type = errors.front().type;
    words.text = errors.front().message;
  } else if (body.is_object()) {
    words.text = message_of(body);
  } else if (answer.head.status >= http::status::kFirstFailure) {
    words.text = answer.body.substr(0, kLongestText);
  }
  return words;
}

bool is_about_authorization(Says says, std::string_view type) {
  return says != Says::nothing || type.starts_with("Unauthorized");
}

// Each of AWS's gateways refuses in a way of its own.
std::optional<cognito::Gateway> gateway_of(const Reading& reading, const http::Headers& headers,
                                           bool graphql) {
  const bool exception = reading.type.ends_with("Exception");
  if (graphql) return cognito::Gateway::appsync;
  if (reading.has_bearer_challenge() || headers.has("apigw-requestid")) return cognito::Gateway::apigw_http;
  if (exception && reading.status >= http::status::kUnauthorized) return cognito::Gateway::apigw_rest;
  return std::nullopt;
}

}  // namespace

std::string Reading::bearer_parameter(std::string_view name) const {
  for (const auto& challenge : challenges) {
    if (equal_ignoring_case(challenge.scheme, "Bearer")) return challenge.parameter(name);
  }
  return {};
}

bool Reading::has_bearer_challenge() const {
  return std::any_of(challenges.begin(), challenges.end(), [](const ChallengeHeader& challenge) {
    return equal_ignoring_case(challenge.scheme, "Bearer");
  });
}

Reading read_answer(const http::SmallResponse& answer) {
  const ParsedJson parsed = parse_json(answer.body);
  const Json body = parsed ? *parsed : Json();
  Reading reading{.status = answer.head.status, .challenges = challenges_of(answer.head.headers)};
  const Words words = words_of(answer, body);
  reading.type = printable(words.type);
  // Some quote the header that they refuse.
  const auto no_token = [](std::string_view /*token*/) { return std::string("a token"); };
  reading.words = printable(http::redact_tokens(trim(words.text), no_token), kLongestWords);
  const bool failed = reading.status >= http::status::kFirstFailure;
  if (!failed && !words.graphql) return reading;
  // What the challenge says is more exact than a body of "Unauthorized".
  for (const auto& text : {reading.bearer_parameter("error_description"), reading.bearer_parameter("error"),
                           words.text, words.type}) {
    if (reading.says == Says::nothing) reading.says = meaning_of(text);
  }
  reading.refused = failed || is_about_authorization(reading.says, reading.type);
  reading.gateway = gateway_of(reading, answer.head.headers, words.graphql);
  return reading;
}

}  // namespace cauth::call::explain
