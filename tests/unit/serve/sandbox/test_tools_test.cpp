#include "base/error.hpp"
#include "base/json.hpp"
#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

using cauth::Json;
using cauth::test::kPassword;
using cauth::test::TestSandbox;
using namespace std::chrono_literals;

TEST_CASE("the keys are published under the pool's id, and nowhere else") {
  TestSandbox sandbox;
  const auto keys = cauth::parse_json(sandbox.get("/us-east-1_Sandbox01/.well-known/jwks.json").body);
  REQUIRE((*keys)["keys"].size() == 2);
  for (const auto& key : (*keys)["keys"]) {
    CHECK(key["kty"] == "RSA");
    CHECK(key["alg"] == "RS256");
    CHECK(key["e"] == "AQAB");
    CHECK_FALSE(key.contains("d"));
  }
  CHECK((*keys)["keys"][0]["kid"] != (*keys)["keys"][1]["kid"]);
  CHECK(sandbox.get("/us-east-1_Other/.well-known/jwks.json").status == 404);
  CHECK(sandbox.get("/.well-known/jwks.json").status == 404);
}

TEST_CASE("echo shows the request as it came") {
  TestSandbox sandbox;
  cauth::http::Headers headers;
  headers.add("X-One", "1");
  headers.add("x-one", "2");
  const auto response = sandbox.sandbox.handle(
      {.method = "PATCH", .target = "/echo/a?b=c", .headers = headers, .body = "text"});
  const auto seen = cauth::parse_json(response.body);
  CHECK((*seen)["method"] == "PATCH");
  CHECK((*seen)["path"] == "/echo/a");
  CHECK((*seen)["query"] == "b=c");
  CHECK((*seen)["headers"]["x-one"] == "1, 2");
  CHECK((*seen)["body"] == "text");
}

TEST_CASE("redirects lead where they are told, and cannot add headers") {
  TestSandbox sandbox;
  const auto response = sandbox.get("/redirect?to=http%3A%2F%2Flocalhost%3A1%2Fa%3Fb&status=307");
  CHECK(response.status == 307);
  REQUIRE(response.headers.has("Location"));
  CHECK(*response.headers.find("Location") == "http://localhost:1/a?b");
  CHECK(sandbox.get("/redirect?to=a%0d%0aX: y").status == 400);
  CHECK(sandbox.get("/redirect").status == 400);
}

TEST_CASE("any status can be had, from 200 on") {
  TestSandbox sandbox;
  CHECK(sandbox.get("/status/503").status == 503);
  CHECK(sandbox.get("/status/100").status == 400);
  CHECK(sandbox.get("/status/abc").status == 400);
  CHECK(sandbox.get("/slow?for=1500ms").delay == 1500ms);
}

TEST_CASE("a moved clock ends sessions and tokens without waiting") {
  TestSandbox sandbox;
  const auto asked = sandbox.sign_in("newbie", cauth::test::kTemporaryPassword);
  CHECK(sandbox.post("/sandbox/clock", R"({"shift_seconds": 240})").status == 200);
  const auto late = sandbox.call("RespondToAuthChallenge",
                                 {{"ClientId", cauth::test::kPublicClient},
                                  {"ChallengeName", "NEW_PASSWORD_REQUIRED"},
                                  {"Session", asked.body["Session"]},
                                  {"ChallengeResponses", {{"USERNAME", "newbie"}, {"NEW_PASSWORD", "x"}}}});
  CHECK(late.message == "Invalid session for the user, session is expired.");
  CHECK(sandbox.post("/sandbox/clock", "{}").status == 400);
}

TEST_CASE("a moved clock does not spoil signatures") {
  TestSandbox sandbox;
  sandbox.post("/sandbox/clock", R"({"shift_seconds": 86400})");
  CHECK(
      sandbox.call_signed("AdminGetUser", {{"UserPoolId", cauth::test::kSandboxPool}, {"Username", "alice"}})
          .status == 200);
}

TEST_CASE("ordered faults come as often as ordered, for the side they were ordered for") {
  TestSandbox sandbox;
  CHECK(sandbox.post("/sandbox/faults", R"({"where":"cognito","kind":"throttled","count":2})").status == 200);
  CHECK(sandbox.get("/rest/hello").status == 401);
  CHECK(sandbox.sign_in("alice", kPassword).type == "TooManyRequestsException");
  CHECK(sandbox.sign_in("alice", kPassword).type == "TooManyRequestsException");
  const auto signed_in = sandbox.sign_in("alice", kPassword);
  REQUIRE(signed_in.status == 200);

  sandbox.post("/sandbox/faults", R"({"where":"api","kind":"unauthorized"})");
  cauth::http::Headers headers;
  headers.add("Authorization", signed_in.body["AuthenticationResult"]["IdToken"].get<std::string>());
  CHECK(sandbox.get("/rest/hello", headers).status == 401);
  CHECK(sandbox.get("/rest/hello", headers).status == 200);
}

TEST_CASE("a truncated answer hides an operation that was done") {
  TestSandbox sandbox;
  sandbox.post("/sandbox/faults", R"({"where":"cognito","kind":"truncated"})");
  const auto response = sandbox.post("/", "{}");
  REQUIRE(response.cut_after.has_value());
  CHECK(*response.cut_after < response.body.size());
  sandbox.post("/sandbox/faults", R"({"where":"cognito","kind":"hang-up"})");
  CHECK(sandbox.post("/", "{}").hang_up);
}

TEST_CASE("a fault that is none is refused and named") {
  TestSandbox sandbox;
  // The endpoints of OAuth that a program asks, and not its pages.
  CHECK(sandbox.post("/sandbox/faults", R"({"where":"oauth","kind":"throttled"})").status == 200);
  CHECK(sandbox.get("/oauth2/authorize").status == 302);
  CHECK(sandbox.post("/oauth2/token", "").status == 429);
  CHECK(sandbox.post("/oauth2/token", "").status == 400);
  CHECK(sandbox.post("/sandbox/faults", "x").status == 400);
  CHECK(sandbox.post("/sandbox/faults", R"({"where":"moon","kind":"html"})").status == 400);
  const auto response = sandbox.post("/sandbox/faults", R"({"where":"api","kind":"tired"})");
  CHECK(response.body == R"({"message":"the fault: \"kind\" is not known"})");
}

TEST_CASE("calls are counted by operation") {
  TestSandbox sandbox;
  sandbox.sign_in("alice", kPassword);
  sandbox.sign_in("alice", "wrong");
  CHECK(sandbox.get("/sandbox/operations").body == "{\"InitiateAuth\":2}\n");
}

TEST_CASE("a path that is none of the sandbox's is not found") {
  TestSandbox sandbox;
  CHECK(sandbox.get("/nothing").status == 404);
  CHECK(sandbox.get("/").status == 404);
  CHECK(sandbox.get("").status == 404);
}
