#include "oauth/token_endpoint.hpp"

#include "base/error.hpp"
#include "base/form.hpp"
#include "support/fake_transport.hpp"
#include "support/fixed_random.hpp"
#include "support/manual_clock.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace cauth::oauth {
namespace {

constexpr const char* kTokens =
    R"({"access_token":"access","id_token":"id","refresh_token":"new","expires_in":3600,"token_type":"Bearer"})";

struct World {
  test::FakeTransport transport;
  test::ManualClock clock;
  test::FixedRandom random;

  TokenEndpoint endpoint(std::optional<std::string> secret = std::nullopt) {
    TokenEndpoint::Options options{
        .domain = "https://auth.example.com", .client_id = "client", .client_secret = {}, .request = {}};
    if (secret) options.client_secret = SecretString(*secret);
    return {std::move(options), transport, clock, random};
  }
  void answer(int status, std::string body) {
    transport.answer({.status = status, .body = std::move(body), .headers = {}, .curl_error = 0, .look = {}});
  }
  void fail(int curl_code) {
    transport.answer({.status = 0, .body = {}, .headers = {}, .curl_error = curl_code, .look = {}});
  }
  std::string sent(const char* name) const {
    return form_value(transport.sent.back().body, name).value_or("(nothing)");
  }
};

std::optional<Error> failure_of(const std::function<void()>& action) {
  try {
    action();
    return std::nullopt;
  } catch (const Error& error) {
    return error;
  }
}

}  // namespace

TEST_CASE("a code goes out with its redirect URI and the verifier") {
  World at;
  at.answer(200, kTokens);
  const auto tokens = at.endpoint().exchange_code(SecretString("co/de"), "http://localhost:8484/callback",
                                                  SecretString("ver"));
  const auto& request = at.transport.sent.at(0);
  CHECK(request.method == "POST");
  CHECK(request.url == "https://auth.example.com/oauth2/token");
  CHECK(*request.headers.find("Content-Type") == "application/x-www-form-urlencoded");
  CHECK_FALSE(request.headers.has("Authorization"));
  CHECK(at.sent("grant_type") == "authorization_code");
  CHECK(at.sent("client_id") == "client");
  CHECK(at.sent("code") == "co/de");
  CHECK(at.sent("redirect_uri") == "http://localhost:8484/callback");
  CHECK(at.sent("code_verifier") == "ver");
  CHECK(tokens.id->text.reveal() == "id");
  CHECK(tokens.access->text.reveal() == "access");
  CHECK(tokens.access->expires == at.clock.now() + std::chrono::hours(1));
  CHECK(tokens.refresh->reveal() == "new");
  CHECK(tokens.obtained == at.clock.now());
}

TEST_CASE("what the pool's triggers are to see of a machine goes with the form") {
  World at;
  at.answer(200, R"({"access_token":"access","expires_in":3600})");
  at.endpoint("secret").client_credentials("orders/read", R"({"tenant":"blue"})");
  CHECK(at.sent("aws_client_metadata") == R"({"tenant":"blue"})");
  at.answer(200, R"({"access_token":"access","expires_in":3600})");
  at.endpoint("secret").client_credentials("orders/read");
  CHECK(at.sent("aws_client_metadata") == "(nothing)");
}

TEST_CASE("the client's other secret is tried where the first is refused, and for no other reason") {
  World at;
  int fetched = 0;
  TokenEndpoint endpoint({.domain = "https://auth.example.com",
                          .client_id = "client",
                          .client_secret = SecretString("old"),
                          .other_secret =
                              [&] {
                                ++fetched;
                                return std::optional(SecretString("new"));
                              },
                          .request = {}},
                         at.transport, at.clock, at.random);
  const auto redeem = [&] { endpoint.exchange_code(SecretString("code"), "uri", SecretString("ver")); };
  at.answer(400, R"({"error":"invalid_grant"})");
  CHECK(failure_of(redeem)->code == "invalid_grant");
  CHECK(fetched == 0);
  at.answer(400, R"({"error":"invalid_client"})");
  at.answer(200, kTokens);
  CHECK_FALSE(failure_of(redeem));
  CHECK(endpoint.used_other_secret());
  CHECK(*at.transport.sent.at(2).headers.find("Authorization") == "Basic Y2xpZW50Om5ldw==");
  CHECK(at.sent("code") == "code");
  at.answer(400, R"({"error":"invalid_client"})");
  CHECK(failure_of(redeem)->code == "invalid_client");
  CHECK(fetched == 1);
}

TEST_CASE("a client's secret goes by Basic, and not in the form") {
  World at;
  at.answer(200, R"({"access_token":"access","expires_in":3600})");
  const auto tokens = at.endpoint("se+cret").client_credentials("orders/read orders/write");
  // base64("client:se+cret")
  CHECK(*at.transport.sent.at(0).headers.find("Authorization") == "Basic Y2xpZW50OnNlK2NyZXQ=");
  CHECK(at.transport.sent.at(0).body.find("se") == std::string::npos);
  CHECK(at.sent("grant_type") == "client_credentials");
  CHECK(at.sent("scope") == "orders/read orders/write");
  CHECK_FALSE(tokens.id);
  CHECK_FALSE(tokens.refresh);
}

TEST_CASE("without scopes none are sent: the client gets all that it may have") {
  World at;
  at.answer(200, R"({"access_token":"access","expires_in":3600})");
  at.endpoint("secret").client_credentials("");
  CHECK(at.sent("scope") == "(nothing)");
}

TEST_CASE("a renewal without a new refresh token keeps the old one") {
  World at;
  at.answer(200, R"({"access_token":"a","id_token":"i","expires_in":60})");
  CHECK(at.endpoint().refresh(SecretString("old")).refresh->reveal() == "old");
  CHECK(at.sent("grant_type") == "refresh_token");
  CHECK(at.sent("refresh_token") == "old");
  at.answer(200, kTokens);
  CHECK(at.endpoint().refresh(SecretString("old")).refresh->reveal() == "new");
}

TEST_CASE("each refusal says what to do, and which grant it was") {
  struct Row {
    const char* code;
    const char* hint;
  };
  for (const Row& row : {Row{"invalid_grant", "serves once"}, Row{"invalid_client", "CAUTH_CLIENT_SECRET"},
                         Row{"unauthorized_client", "last slash"}}) {
    World at;
    at.answer(400, std::string(R"({"error":")") + row.code + R"("})");
    const auto error =
        failure_of([&] { at.endpoint().exchange_code(SecretString("c"), "u", SecretString("v")); });
    REQUIRE(error);
    CHECK(error->category == Category::refused);
    CHECK(error->code == row.code);
    CHECK(error->hint.find(row.hint) != std::string::npos);
  }
  World at;
  at.answer(400, R"({"error":"invalid_scope"})");
  const auto error = failure_of([&] { at.endpoint("s").client_credentials("openid"); });
  CHECK(error->hint.find("resource servers") != std::string::npos);
}

TEST_CASE("a code or a refresh token is never sent twice on its own") {
  World at;
  at.fail(56);
  CHECK(failure_of([&] { at.endpoint().refresh(SecretString("old")); })->category == Category::transport);
  at.answer(500, "");
  CHECK(failure_of([&] {
          at.endpoint().exchange_code(SecretString("c"), "u", SecretString("v"));
        })->category == Category::temporary);
  CHECK(at.transport.sent.size() == 2);
}

TEST_CASE("a machine's request is tried again, and everybody's when throttled") {
  World at;
  at.fail(7);
  at.answer(503, "");
  at.answer(200, R"({"access_token":"a","expires_in":60})");
  at.endpoint("s").client_credentials("");
  at.answer(429, "");
  at.answer(200, kTokens);
  at.endpoint().refresh(SecretString("old"));
  for (int i = 0; i < 3; ++i) at.answer(429, "");
  CHECK(failure_of([&] { at.endpoint().refresh(SecretString("old")); })->category == Category::temporary);
}

TEST_CASE("what is no token endpoint is told so") {
  for (const char* body : {"<html>", "", "[]", "{}", R"({"access_token":""})", R"({"access_token":1})"}) {
    CAPTURE(body);
    World at;
    at.answer(200, body);
    const auto error = failure_of([&] { at.endpoint().refresh(SecretString("old")); });
    REQUIRE(error);
    CHECK(error->category == Category::transport);
    CHECK(error->detail == 8);
    CHECK(error->hint.find("--domain") != std::string::npos);
  }
  World at;
  at.answer(404, "<html>");
  CHECK(failure_of([&] { at.endpoint().refresh(SecretString("old")); })->detail == 8);
}

TEST_CASE("lives that no token has are cut") {
  World at;
  at.answer(200, R"({"access_token":"a","expires_in":9223372036854775807})");
  CHECK(at.endpoint("s").client_credentials("").access->expires > at.clock.now());
  at.answer(200, R"({"access_token":"a","expires_in":-5})");
  CHECK(at.endpoint("s").client_credentials("").access->expires == at.clock.now());
}

}  // namespace cauth::oauth
