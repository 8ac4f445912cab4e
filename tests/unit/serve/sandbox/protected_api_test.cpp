#include "base/json.hpp"
#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

using cauth::test::kPassword;
using cauth::test::TestSandbox;
using namespace std::chrono_literals;

namespace {

struct Signed {
  explicit Signed(TestSandbox& sandbox) : sandbox_(sandbox) {
    const auto outcome = sandbox.sign_in("alice", kPassword);
    id = outcome.body["AuthenticationResult"]["IdToken"];
    access = outcome.body["AuthenticationResult"]["AccessToken"];
  }
  cauth::serve::Response get(const std::string& path, const std::string& authorization) {
    cauth::http::Headers headers;
    if (!authorization.empty()) headers.add("Authorization", authorization);
    return sandbox_.get(path, std::move(headers));
  }
  std::string id, access;

 private:
  TestSandbox& sandbox_;
};

std::string header(const cauth::serve::Response& response, std::string_view name) {
  const std::string* value = response.headers.find(name);
  return value == nullptr ? "" : *value;
}

// The same token with another letter in the middle of its signature.
std::string tampered(std::string token) {
  char& letter = token[token.rfind('.') + 20];
  letter = letter == 'A' ? 'B' : 'A';
  return token;
}

}  // namespace

TEST_CASE("the REST API takes the ID token, raw or as Bearer, with any method") {
  TestSandbox sandbox;
  Signed user(sandbox);
  CHECK(user.get("/rest/hello", user.id).body == "Hello from Lambda!");
  CHECK(user.get("/rest/hello?x=1", "Bearer " + user.id).status == 200);
  cauth::http::Headers headers;
  headers.add("authorization", user.id);
  CHECK(sandbox.sandbox.handle({.method = "PUT", .target = "/rest/hello", .headers = headers}).status == 200);
}

TEST_CASE("the REST API refuses as API Gateway's Cognito authorizer does") {
  TestSandbox sandbox;
  Signed user(sandbox);
  for (const std::string& token :
       {std::string(), std::string("Bearer "), std::string("garbage"), user.access, tampered(user.id)}) {
    const auto refused = user.get("/rest/hello", token);
    CHECK(refused.status == 401);
    CHECK(refused.body == R"({"message":"Unauthorized"})");
    CHECK(header(refused, "x-amzn-errortype") == "UnauthorizedException");
  }
  sandbox.clock.advance(1h);
  const auto expired = user.get("/rest/hello", user.id);
  CHECK(expired.status == 401);
  CHECK(expired.body == R"({"message":"The incoming token has expired"})");
}

TEST_CASE("a REST path that does not exist is said to want an authentication token") {
  TestSandbox sandbox;
  Signed user(sandbox);
  const auto response = user.get("/rest/nothing", user.id);
  CHECK(response.status == 403);
  CHECK(response.body == R"({"message":"Missing Authentication Token"})");
  CHECK(header(response, "x-amzn-errortype") == "MissingAuthenticationTokenException");
}

TEST_CASE("a REST method with a scope takes the access token that has it") {
  TestSandbox sandbox;
  Signed user(sandbox);
  CHECK(user.get("/rest/scoped", user.access).status == 200);
  CHECK(user.get("/rest/scoped", user.id).status == 401);
  const auto lacking = user.get("/rest/orders", user.access);
  CHECK(lacking.status == 403);
  CHECK(lacking.body == R"({"message":"User is not authorized to access this resource"})");
}

TEST_CASE("the HTTP API takes either token") {
  TestSandbox sandbox;
  Signed user(sandbox);
  CHECK(user.get("/http/hello", "Bearer " + user.id).body == "Hello from Lambda!");
  CHECK(user.get("/http/hello", user.access).status == 200);
  CHECK(user.get("/http/scoped", user.access).status == 200);
}

TEST_CASE("the HTTP API refuses as API Gateway's JWT authorizer does") {
  TestSandbox sandbox;
  Signed user(sandbox);
  const auto nothing = user.get("/http/hello", "");
  CHECK(nothing.status == 401);
  CHECK(nothing.body == R"({"message":"Unauthorized"})");
  CHECK(header(nothing, "www-authenticate") == "Bearer");

  const auto lacking = user.get("/http/orders", user.access);
  CHECK(lacking.status == 403);
  CHECK(lacking.body == R"({"message":"Forbidden"})");
  CHECK(header(lacking, "www-authenticate").find(R"(error="insufficient_scope")") != std::string::npos);

  CHECK(user.get("/http/nothing", user.id).status == 404);
  CHECK(user.get("/http/nothing", user.id).body == R"({"message":"Not Found"})");

  sandbox.clock.advance(1h);
  const auto expired = user.get("/http/hello", user.id);
  CHECK(expired.status == 401);
  CHECK(header(expired, "www-authenticate") ==
        R"(Bearer scope="" error="invalid_token" error_description="the token has expired")");
}

TEST_CASE("the claims that an API sees can be looked at") {
  TestSandbox sandbox;
  Signed user(sandbox);
  const auto claims = cauth::parse_json(user.get("/rest/claims", user.id).body);
  CHECK((*claims)["cognito:username"] == "alice");
}
