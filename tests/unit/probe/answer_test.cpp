#include "probe/answer.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::probe {
namespace {

Came came(const AnswerRules& rules, int status, std::string_view body = "") {
  return judge(rules, {.status = status}, body).came;
}

}  // namespace

TEST_CASE("401 and 403 refuse, a success lets in, and anything else is neither") {
  for (const int status : {401, 403}) CHECK(came({}, status) == Came::refused);
  for (const int status : {200, 201, 204}) CHECK(came({}, status) == Came::let_in);
  for (const int status : {301, 302, 400, 404, 429, 500, 503}) CHECK(came({}, status) == Came::unclear);
}

TEST_CASE("the statuses that refuse may be named, and are all there are then") {
  AnswerRules rules;
  rules.refused.add("404,5xx");
  for (const int status : {404, 500, 503, 599}) CHECK(came(rules, status) == Came::refused);
  for (const int status : {401, 403}) CHECK(came(rules, status) == Came::unclear);
}

TEST_CASE("a load balancer refuses by a redirect to a sign-in, and by no other") {
  const AnswerRules alb{.consumer = Consumer::alb};
  const auto redirect = [](std::string to) {
    return http::Response{.status = 302, .redirect_url = std::move(to)};
  };
  const auto sign_in = redirect("https://auth.example.com/oauth2/authorize?response_type=code&state=secret");
  CHECK(judge(alb, sign_in, "").came == Came::refused);
  CHECK(judge(alb, sign_in, "").detail == "to https://auth.example.com/oauth2/authorize");
  CHECK(judge(alb, redirect("https://api.example.com/orders/"), "").came == Came::unclear);
  CHECK(judge({}, sign_in, "").came == Came::unclear);
  CHECK(came(alb, 401) == Came::refused);
}

TEST_CASE("of GraphQL an error that speaks of permission refuses, beside data too") {
  const AnswerRules graphql{.graphql = true};
  CHECK(came(graphql, 200, R"({"data": {"__typename": "Query"}})") == Came::let_in);
  CHECK(came(graphql, 200, R"({"errors": [{"errorType": "UnauthorizedException", "message": "no"}]})") ==
        Came::refused);
  CHECK(came(graphql, 200,
             R"({"data": {"admin": null}, "errors": [{"errorType": "Unauthorized", "message": "no"}]})") ==
        Came::refused);
  CHECK(came(graphql, 200, R"({"errors": [{"message": "x", "extensions": {"code": "UNAUTHENTICATED"}}]})") ==
        Came::refused);
  // Apollo's, without data.
  CHECK(came(graphql, 200, R"({"data": null, "errors": [{"message": "no such field"}]})") == Came::refused);
  CHECK(came(graphql, 200, R"({"data": {"a": 1}, "errors": [{"message": "b is broken"}]})") == Came::let_in);
}

TEST_CASE("of GraphQL what is none, or an error that is about the query, is neither") {
  const AnswerRules graphql{.graphql = true};
  CHECK(came(graphql, 200, "<html>") == Came::unclear);
  CHECK(came(graphql, 400, R"({"errors": [{"message": "Syntax error"}]})") == Came::unclear);
  CHECK(came(graphql, 500, "") == Came::unclear);
  // What is no GraphQL to us may still be errors in a 200 elsewhere.
  CHECK(came({}, 200, R"({"errors": [{"errorType": "UnauthorizedException"}]})") == Came::let_in);
}

TEST_CASE("every consumer has a name, and the name leads back") {
  for (const auto* name : {"own", "apigw-rest", "apigw-http", "appsync", "alb"})
    CHECK(name_of(*consumer_named(name)) == name);
  CHECK_FALSE(consumer_named("identity-pool"));
}

}  // namespace cauth::probe
