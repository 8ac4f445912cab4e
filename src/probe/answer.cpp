#include "probe/answer.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "base/url.hpp"
#include "call/graphql.hpp"
#include "http/status.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::probe {
namespace {

constexpr std::array<std::pair<std::string_view, Consumer>, 5> kConsumers = {
    {{"own", Consumer::own},
     {"apigw-rest", Consumer::apigw_rest},
     {"apigw-http", Consumer::apigw_http},
     {"appsync", Consumer::appsync},
     {"alb", Consumer::alb}}};

bool is_refused_status(const AnswerRules& rules, int status) {
  if (rules.refused.empty())
    return status == http::status::kUnauthorized || status == http::status::kForbidden;
  return rules.refused.contains(status);
}

bool is_success(int status) {
  return status >= http::status::kOk && status < http::status::kFirstRedirect;
}

// AppSync's types and those of Apollo and its like.
bool speaks_of_permission(const call::GraphqlError& error) {
  constexpr std::array<std::string_view, 4> kWords = {"unauthorized", "unauthenticated", "forbidden",
                                                      "not authorized"};
  const std::string text = to_lower(error.type + ' ' + error.message);
  return std::any_of(kWords.begin(), kWords.end(),
                     [&](std::string_view word) { return text.find(word) != std::string::npos; });
}

std::string words_of(const call::GraphqlError& error) {
  return error.type.empty() ? error.message : error.type;
}

Answer judge_graphql(Answer answer, const http::Response& head, std::string_view body) {
  call::GraphqlAnswer graphql;
  try {
    graphql = call::read_graphql_answer(head, body);
  } catch (const Error& error) {
    // No answer to GraphQL: what its status says remains.
    answer.came = Came::unclear;
    answer.detail = error.what_failed;
    return answer;
  }
  if (graphql.errors.empty()) return answer;
  const auto refusal = std::find_if(graphql.errors.begin(), graphql.errors.end(), speaks_of_permission);
  answer.detail = words_of(refusal == graphql.errors.end() ? graphql.errors.front() : *refusal);
  const bool nothing_given = is_success(head.status) && !graphql.data;
  if (refusal != graphql.errors.end() || nothing_given) answer.came = Came::refused;
  return answer;
}

// A load balancer sends browsers to an authorization endpoint (RFC 6749 section 4.1.1), or to a form.
bool is_sign_in(const Url& url) {
  return url.query.find("response_type=") != std::string::npos ||
         url.path.find("/authorize") != std::string::npos || url.path.find("/login") != std::string::npos;
}

Answer judge_redirect(Answer answer, const AnswerRules& rules, const http::Response& head) {
  const auto url = parse_url(head.redirect_url);
  if (!url) return answer;
  // Without the query, whose state and nonce are nobody's business.
  answer.detail = fmt::format("to {}{}", printable(url->origin()), printable(url->path));
  if (rules.consumer == Consumer::alb && is_sign_in(*url)) answer.came = Came::refused;
  return answer;
}

}  // namespace

std::string_view name_of(Consumer consumer) {
  return std::find_if(kConsumers.begin(), kConsumers.end(),
                      [&](const auto& entry) { return entry.second == consumer; })
      ->first;
}

std::optional<Consumer> consumer_named(std::string_view name) {
  const auto* found = std::find_if(kConsumers.begin(), kConsumers.end(),
                                   [&](const auto& entry) { return entry.first == name; });
  return found == kConsumers.end() ? std::nullopt : std::optional(found->second);
}

Answer judge(const AnswerRules& rules, const http::Response& head, std::string_view body) {
  Answer answer{.status = head.status};
  if (is_refused_status(rules, head.status)) {
    answer.came = Came::refused;
    return answer;
  }
  if (head.status >= http::status::kFirstRedirect && head.status < http::status::kFirstFailure)
    return judge_redirect(std::move(answer), rules, head);
  if (is_success(head.status)) answer.came = Came::let_in;
  if (rules.graphql) return judge_graphql(std::move(answer), head, body);
  return answer;
}

}  // namespace cauth::probe
