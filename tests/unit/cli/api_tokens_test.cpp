#include "support/signed_in_world.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace cauth {
namespace {

constexpr const char* kProfile =
    "[profile.default]\nuser_pool_id = \"eu-west-1_AbCdEfGhI\"\nclient_id = \"client\"\n"
    "[profile.default.origin.\"https://orders.example.com\"]\nscopes = \"orders/read\"\n"
    "[profile.default.origin.\"https://api.example.com\"]\n";

void sign_in_with_scopes(test::SignedInWorld& home, std::string_view scopes, std::string_view mark) {
  auto session = test::make_session(home.world.clock.now(), std::chrono::hours(1), "alice", mark);
  session.key.scopes = scopes;
  home.put(session);
}

std::string sent_to(test::SignedInWorld& home, const std::string& url) {
  home.world.transport.answer({});
  const auto result = home.run({"call", url});
  CHECK(result.exit == 0);
  const auto* value = home.world.transport.sent.back().headers.find("Authorization");
  return value == nullptr ? "" : *value;
}

}  // namespace

TEST_CASE("an origin's scopes choose among the sessions of the user that was chosen") {
  test::SignedInWorld home;
  home.write_config(kProfile);
  sign_in_with_scopes(home, "", "plain");
  sign_in_with_scopes(home, "orders/read", "orders");
  CHECK(sent_to(home, "https://orders.example.com/") == "Bearer id-orders");
}

TEST_CASE("an origin's scopes that nobody signed in for say how to sign in") {
  test::SignedInWorld home;
  home.write_config(kProfile);
  home.sign_in("alice");
  const auto refused = home.run({"call", "--username", "alice", "https://orders.example.com/"});
  CHECK(refused.exit == 4);
  CHECK(sent_to(home, "https://api.example.com/") == "Bearer id-1");
}

TEST_CASE("--scope is stronger than an origin's scopes") {
  test::SignedInWorld home;
  home.write_config(kProfile);
  sign_in_with_scopes(home, "other", "other");
  sign_in_with_scopes(home, "orders/read", "orders");
  home.world.transport.answer({});
  CHECK(home.run({"call", "--scope", "other", "https://orders.example.com/"}).exit == 0);
  CHECK(*home.world.transport.sent.back().headers.find("Authorization") == "Bearer id-other");
}

TEST_CASE("graphql posts JSON with the token, and AppSync gets it without Bearer") {
  test::SignedInWorld home;
  home.sign_in("alice");
  home.world.transport.answer({.body = R"({"data":{"a":1}})"});
  const auto result = home.run(
      {"graphql", "https://abc.appsync-api.eu-west-1.amazonaws.com/graphql", "{ a }", "-H", "X-Mine: 1"});
  CHECK(result.exit == 0);
  CHECK(result.out == "{\n    \"a\": 1\n}\n");
  const auto& sent = home.world.transport.sent.at(0);
  CHECK(sent.method == "POST");
  CHECK(sent.body == R"({"query":"{ a }"})");
  CHECK(*sent.headers.find("Authorization") == "id-1");
  CHECK(*sent.headers.find("Content-Type") == "application/json");
  CHECK(*sent.headers.find("X-Mine") == "1");
}

TEST_CASE("graphql renews a token that an authorizer refused, and asks once more") {
  test::SignedInWorld home;
  home.put(test::make_session(home.world.clock.now() - std::chrono::hours(1), std::chrono::hours(2)));
  home.world.transport.answer({.status = 401, .headers = {{"x-amzn-ErrorType", "UnauthorizedException"}}});
  home.answer_with_tokens();
  home.world.transport.answer({.body = R"({"data":{}})"});
  CHECK(home.run({"graphql", "https://api.example.com/graphql", "{ a }"}).exit == 0);
  CHECK(*home.world.transport.sent.at(2).headers.find("Authorization") == "Bearer id-2");
  CHECK(home.world.transport.sent.at(2).body == R"({"query":"{ a }"})");
}

TEST_CASE("the connection options of a call touch the request to the API alone, never Cognito") {
  for (const auto* command : {"call", "graphql"}) {
    INFO(command);
    test::SignedInWorld home;
    home.put(test::make_session(home.world.clock.now() - std::chrono::hours(1), std::chrono::hours(2)));
    home.world.variables["CAUTH_CA_BUNDLE"] = "/etc/cognito.pem";
    home.world.variables["CAUTH_PROXY"] = "http://proxy.example:3128";
    home.world.transport.answer({.status = 401, .headers = {{"WWW-Authenticate", "Bearer"}}});
    home.answer_with_tokens();
    home.world.transport.answer({.body = R"({"data":{}})"});
    std::vector<std::string> line = {command, "-k", "--cacert", "/etc/api.pem", "https://api.example.com/"};
    if (std::string_view(command) == "graphql") line.emplace_back("{ a }");
    CHECK(home.run(line).exit == 0);
    const auto& sent = home.world.transport.sent;
    CHECK_FALSE(sent.at(0).verifies);
    CHECK(sent.at(0).ca_file == "/etc/api.pem");
    CHECK(sent.at(0).proxy.empty());
    CHECK(sent.at(1).verifies);
    CHECK(sent.at(1).ca_file == "/etc/cognito.pem");
    CHECK(sent.at(1).proxy == "http://proxy.example:3128");
    CHECK_FALSE(sent.at(2).verifies);
  }
}

TEST_CASE("--no-renew, -k and the rest of call's options are graphql's too") {
  test::SignedInWorld home;
  home.put(test::make_session(home.world.clock.now() - std::chrono::hours(1), std::chrono::hours(2)));
  home.world.transport.answer({.status = 401,
                               .body = R"({"errors":[{"message":"no"}]})",
                               .headers = {{"x-amzn-ErrorType", "UnauthorizedException"}}});
  const auto result = home.run({"graphql", "--no-renew", "-k", "--token-use", "access", "--auth-header",
                                "raw", "https://api.example.com/graphql", "{ a }"});
  CHECK(result.exit == 1);
  CHECK(*home.world.transport.sent.at(0).headers.find("Authorization") == "access-1");
  CHECK(home.run({"graphql", "-m", "x", "https://api.example.com/graphql", "{ a }"}).exit == 2);
}

TEST_CASE("curl and exec without a session are exit 4, before anything is run") {
  test::SignedInWorld home;
  CHECK(home.run({"curl", "https://api.example.com/"}).exit == 4);
  CHECK(home.run({"exec", "--", "true"}).exit == 4);
  CHECK(home.run({"proxy", "https://api.example.com/", "--", "true"}).exit == 4);
}

}  // namespace cauth
