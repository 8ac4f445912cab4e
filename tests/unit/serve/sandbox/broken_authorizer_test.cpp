#include "serve/sandbox/broken_authorizer.hpp"

#include "base/json.hpp"
#include "jose/token.hpp"
#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>

using cauth::Json;
using cauth::test::kPassword;
using cauth::test::TestSandbox;
using namespace std::chrono_literals;

namespace {

std::string id_token_of_alice(TestSandbox& sandbox) {
  return sandbox.sign_in("alice", kPassword).body["AuthenticationResult"]["IdToken"];
}

int status(TestSandbox& sandbox, const std::string& path, const std::string& token) {
  cauth::http::Headers headers;
  if (!token.empty()) headers.add("Authorization", token);
  return sandbox.get(path, std::move(headers)).status;
}

// What /sandbox/mint makes of a token.
std::string minted(TestSandbox& sandbox, const std::string& like, const Json& header, const Json& claims) {
  const Json order = {{"like", like}, {"header", header}, {"claims", claims}};
  const auto answer = sandbox.post("/sandbox/mint", cauth::json_text(order));
  REQUIRE(answer.status == 200);
  return (*cauth::parse_json(answer.body))["token"];
}

}  // namespace

TEST_CASE("whatever its fault, an authorizer lets the good token in, and is what it is to the right API") {
  TestSandbox sandbox;
  const auto token = id_token_of_alice(sandbox);
  for (const auto fault : cauth::serve::sandbox::authorizer_faults()) {
    CAPTURE(fault);
    for (const auto* path : {"/rest/hello", "/http/hello"})
      CHECK(status(sandbox, fmt::format("/broken/{}{}", fault, path), token) == 200);
    CHECK(status(sandbox, fmt::format("/broken/{}/rest/hello", fault), "garbage") == 401);
  }
  CHECK(status(sandbox, "/broken/no-such-fault/rest/hello", token) == 404);
  CHECK(status(sandbox, "/broken/alg-none", token) == 404);
}

TEST_CASE("a fault is the only one: an expired token needs the authorizer that ignores exp") {
  TestSandbox sandbox;
  const auto token = id_token_of_alice(sandbox);
  sandbox.clock.advance(2h);
  for (const auto fault : cauth::serve::sandbox::authorizer_faults()) {
    CAPTURE(fault);
    CHECK(status(sandbox, fmt::format("/broken/{}/rest/hello", fault), token) ==
          (fault == "expiry-ignored" ? 200 : 401));
  }
}

TEST_CASE("the APIs are of the first pool, and the audience of the HTTP API leaves a client out") {
  TestSandbox sandbox;
  const auto token = id_token_of_alice(sandbox);
  const auto other_pool =
      minted(sandbox, token, Json::object(),
             {{"iss", "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Devices01"}});
  CHECK(status(sandbox, "/rest/hello", other_pool) == 401);
  CHECK(status(sandbox, "/broken/issuer-ignored/rest/hello", other_pool) == 200);
  const auto other_client = minted(sandbox, token, Json::object(), {{"aud", "4sandboxotherapp0client008"}});
  CHECK(status(sandbox, "/rest/hello", other_client) == 200);
  CHECK(status(sandbox, "/http/hello", other_client) == 401);
  CHECK(status(sandbox, "/broken/aud-ignored/http/hello", other_client) == 200);
}

TEST_CASE("a token is minted like one of the sandbox's own, with what was asked for changed") {
  TestSandbox sandbox;
  const auto token = id_token_of_alice(sandbox);
  const auto other = minted(sandbox, token, {{"kid", "another"}}, {{"name", "Mallory"}});
  const auto decoded = cauth::jose::decode_token(other);
  REQUIRE(decoded.token);
  CHECK(decoded.token->header["kid"] == "another");
  CHECK(decoded.token->payload["name"] == "Mallory");
  CHECK(decoded.token->payload["cognito:username"] == "alice");
  CHECK(status(sandbox, "/rest/hello", other) == 401);
  CHECK(status(sandbox, "/broken/kid-ignored/rest/hello", other) == 200);
}

TEST_CASE("what is no order for a token, or is like none of ours, is refused") {
  TestSandbox sandbox;
  const auto token = id_token_of_alice(sandbox);
  const auto foreign = minted(sandbox, token, {{"kid", "another"}}, Json::object());
  for (const std::string& body :
       {std::string(), std::string("{}"), std::string(R"({"like": "garbage"})"), std::string("[1]"),
        cauth::json_text({{"like", foreign}}), cauth::json_text({{"like", token}, {"claims", 1}})}) {
    CAPTURE(body);
    CHECK(sandbox.post("/sandbox/mint", body).status == 400);
  }
}
