#include "base/bytes.hpp"
#include "base/form.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "crypto/hash.hpp"
#include "jose/token.hpp"
#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <string_view>

using cauth::form_value;
using cauth::Json;
using cauth::test::kClientSecret;
using cauth::test::kPassword;
using cauth::test::kPublicClient;
using cauth::test::kSecretClient;
using cauth::test::TestSandbox;
using namespace std::chrono_literals;

namespace {

constexpr std::string_view kRedirectUri = "http://localhost:8484/callback";
constexpr std::string_view kMachineClient = "3sandboxmachine0client0006";
// RFC 7636 appendix B.
constexpr std::string_view kVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
constexpr std::string_view kChallenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

struct Answer {
  int status = 0;
  std::string location;
  Json body;

  std::string error() const { return cauth::string_member_or(body, "error", ""); }
  // Of the address that it leads to.
  std::string value(std::string_view name) const {
    const auto halves = cauth::split_once(location, '?');
    return halves ? form_value(halves->after, name).value_or("") : "";
  }
};

Answer to_answer(const cauth::serve::Response& response) {
  Answer answer{.status = response.status, .location = {}, .body = Json::object()};
  if (const auto* location = response.headers.find("Location")) answer.location = *location;
  const auto* type = response.headers.find("Content-Type");
  if (type != nullptr && type->starts_with("application/json"))
    answer.body = *cauth::parse_json(response.body);
  return answer;
}

using Fields = std::vector<std::pair<std::string, std::string>>;

std::string form(const Fields& fields) {
  std::string text;
  for (const auto& field : fields) cauth::add_form_value(text, field.first, field.second);
  return text;
}

cauth::http::Headers form_headers(const std::string& basic = {}) {
  cauth::http::Headers headers;
  headers.add("Content-Type", "application/x-www-form-urlencoded");
  if (!basic.empty()) headers.add("Authorization", "Basic " + cauth::base64_encode(basic));
  return headers;
}

struct World {
  TestSandbox sandbox;
  Fields authorization = {{"response_type", "code"},
                          {"client_id", std::string(kPublicClient)},
                          {"redirect_uri", std::string(kRedirectUri)},
                          {"scope", "openid email"},
                          {"state", "s&t"},
                          {"nonce", "n0nce"},
                          {"code_challenge", std::string(kChallenge)},
                          {"code_challenge_method", "S256"}};
  std::string cookies;

  void set(const std::string& name, const std::string& value) {
    for (auto& field : authorization) {
      if (field.first == name) field.second = value;
    }
  }
  cauth::serve::Response send(const std::string& method, const std::string& target, std::string body = {},
                              cauth::http::Headers headers = form_headers()) {
    if (!cookies.empty()) headers.add("Cookie", cookies);
    return sandbox.sandbox.handle(
        {.method = method, .target = target, .headers = std::move(headers), .body = std::move(body)});
  }
  Answer authorize() { return to_answer(send("GET", "/oauth2/authorize?" + form(authorization))); }
  // The form is asked for first, as a browser does.
  Answer type(const std::string& username, const std::string& password) {
    const std::string target = "/login?" + form(authorization);
    const auto page = send("GET", target);
    const std::string mark = cookie_in(page);
    cookies = "XSRF-TOKEN=" + mark;
    const auto response =
        send("POST", target, form({{"_csrf", mark}, {"username", username}, {"password", password}}));
    last_page = response.body;
    if (response.status == 302) cookies = "cognito=" + cookie_in(response);
    return to_answer(response);
  }
  static std::string cookie_in(const cauth::serve::Response& response) {
    const auto* cookie = response.headers.find("Set-Cookie");
    REQUIRE(cookie != nullptr);
    const auto value = cauth::split_once(*cookie, '=')->after;
    return std::string(value.substr(0, value.find(';')));
  }
  std::string code() { return type("alice", std::string(kPassword)).value("code"); }
  Answer token(const Fields& fields, const std::string& basic = {}) {
    return to_answer(send("POST", "/oauth2/token", form(fields), form_headers(basic)));
  }
  Fields redeeming(const std::string& code) const {
    return {{"grant_type", "authorization_code"},
            {"client_id", std::string(kPublicClient)},
            {"code", code},
            {"redirect_uri", std::string(kRedirectUri)},
            {"code_verifier", std::string(kVerifier)}};
  }
  std::string last_page;
};

Json claims_of(const Json& answer, const char* name) {
  const auto text = cauth::string_member_or(answer, name, "");
  const auto decoded = cauth::jose::decode_token(text);
  REQUIRE(decoded.token);
  return decoded.token->payload;
}

std::string machine_secret(TestSandbox& sandbox) {
  return *sandbox.sandbox.state()
              .pools.at(std::string(cauth::test::kSandboxPool))
              .clients.find(kMachineClient)
              ->second.secret;
}

}  // namespace

TEST_CASE("the login page makes no device and no session that nobody hears of") {
  World world;
  auto& pool = world.sandbox.sandbox.state().pools.at(std::string(cauth::test::kSandboxPool));
  pool.device_tracking = cauth::serve::sandbox::DeviceTracking::always;
  const std::string code = world.code();
  REQUIRE_FALSE(code.empty());
  CHECK(pool.find_user("alice")->devices.empty());
  CHECK(world.token(world.redeeming(code)).status == 200);
  CHECK(pool.find_user("alice")->devices.empty());
}

TEST_CASE("a sign-in on the page brings a code back, with the state, and the code brings tokens") {
  World at;
  const Answer begun = at.authorize();
  CHECK(begun.status == 302);
  CHECK(begun.location.starts_with("/login?"));
  const Answer back = at.type("alice@example.com", std::string(kPassword));
  CHECK(back.location.starts_with(std::string(kRedirectUri) + "?"));
  CHECK(back.value("state") == "s&t");
  const Answer tokens = at.token(at.redeeming(back.value("code")));
  REQUIRE(tokens.status == 200);
  CHECK(tokens.body["token_type"] == "Bearer");
  CHECK(tokens.body["expires_in"] == 3600);
  const Json id = claims_of(tokens.body, "id_token");
  CHECK(id["nonce"] == "n0nce");
  CHECK(id["cognito:username"] == "alice");
  const std::string access_text = tokens.body["access_token"];
  const auto digest = cauth::crypto::sha256(access_text);
  CHECK(id["at_hash"] == cauth::base64url_encode(cauth::crypto::octets(digest).substr(0, 16)));
  const Json access = claims_of(tokens.body, "access_token");
  CHECK(access["scope"] == "openid email");
  CHECK(access["username"] == "alice");
  CHECK(access["version"] == 2);
}

TEST_CASE("a code serves once, within five minutes, for its own client, redirect URI and verifier") {
  const auto refusal = [](const std::string& name, const std::string& value) {
    World at;
    Fields fields = at.redeeming(at.code());
    for (auto& field : fields) {
      if (field.first == name) field.second = value;
    }
    return at.token(fields).error();
  };
  CHECK(refusal("none", "") == "");
  CHECK(refusal("code_verifier", "another") == "invalid_grant");
  CHECK(refusal("code_verifier", "") == "invalid_grant");
  CHECK(refusal("redirect_uri", "http://localhost:8484/callback/") == "invalid_grant");
  CHECK(refusal("code", "x") == "invalid_grant");
  CHECK(refusal("client_id", std::string(cauth::test::kRotatingClient)) == "invalid_grant");
  CHECK(refusal("client_id", "7sandboxshortlived0client3") == "unauthorized_client");
  CHECK(refusal("client_id", "nobody") == "invalid_client");
  CHECK(refusal("grant_type", "password") == "unsupported_grant_type");
  CHECK(refusal("grant_type", "") == "invalid_request");
  World at;
  const Fields fields = at.redeeming(at.code());
  CHECK(at.token(fields).status == 200);
  CHECK(at.token(fields).error() == "invalid_grant");
  const Fields late = at.redeeming(at.code());
  at.sandbox.clock.advance(5min);
  CHECK(at.token(late).error() == "invalid_grant");
}

TEST_CASE("a wrong try uses the code up") {
  World at;
  Fields fields = at.redeeming(at.code());
  Fields wrong = fields;
  wrong.back().second = "another";
  CHECK(at.token(wrong).error() == "invalid_grant");
  CHECK(at.token(fields).error() == "invalid_grant");
}

TEST_CASE("a redirect URI that is not registered, octet by octet, is never gone to") {
  for (const char* uri : {"http://localhost:8484/callback/", "http://localhost:8484/CALLBACK",
                          "https://evil.example.com", "http://localhost:8485/callback", ""}) {
    World at;
    at.set("redirect_uri", uri);
    CHECK(at.authorize().location.starts_with("/error?error=redirect_mismatch"));
  }
  World at;
  at.set("client_id", "nobody");
  CHECK(at.authorize().location.starts_with("/error?error=invalid_client"));
  World twice;
  twice.authorization.emplace_back("redirect_uri", "https://evil.example.com");
  CHECK(twice.authorize().location.starts_with("/error?"));
}

TEST_CASE("what else is wrong is told to the application, with the state") {
  const auto error = [](const std::string& name, const std::string& value) {
    World at;
    at.set(name, value);
    const Answer answer = at.authorize();
    CHECK(answer.location.starts_with(kRedirectUri));
    CHECK(answer.value("state") == "s&t");
    return answer.value("error");
  };
  CHECK(error("response_type", "token") == "unsupported_response_type");
  CHECK(error("scope", "openid orders/write") == "invalid_scope");
  CHECK(error("code_challenge_method", "plain") == "invalid_request");
  CHECK(error("code_challenge", "short") == "invalid_request");
  CHECK(error("code_challenge", "") == "invalid_request");
  World at;
  at.authorization.emplace_back("identity_provider", "Google");
  CHECK(at.authorize().value("error") == "invalid_request");
  World none;
  none.authorization.emplace_back("prompt", "none");
  CHECK(none.authorize().value("error") == "login_required");
}

TEST_CASE("the page says what was wrong, in Cognito's words, and asks again") {
  World at;
  CHECK(at.type("alice", "wrong").status == 200);
  CHECK(at.last_page.find("Incorrect username or password.") != std::string::npos);
  CHECK(at.type("<b>", "x").status == 200);
  CHECK(at.last_page.find("<b>") == std::string::npos);
  CHECK(at.type("dave", std::string(kPassword)).status == 200);
  CHECK(at.last_page.find("User is disabled.") != std::string::npos);
  CHECK(at.type("newbie", "Temporary-1!").status == 200);
  CHECK(at.last_page.find("NEW_PASSWORD_REQUIRED") != std::string::npos);
}

TEST_CASE("a form that did not come from the page is not taken") {
  World at;
  const std::string target = "/login?" + form(at.authorization);
  const std::string body =
      form({{"_csrf", "x"}, {"username", "alice"}, {"password", std::string(kPassword)}});
  CHECK(at.send("POST", target, body).status == 200);
  at.cookies = "XSRF-TOKEN=y";
  CHECK(at.send("POST", target, body).status == 200);
}

TEST_CASE("a browser stays signed in for an hour, unless it is asked again or signs out") {
  World at;
  CHECK_FALSE(at.code().empty());
  CHECK_FALSE(at.authorize().value("code").empty());
  at.sandbox.clock.advance(61min);
  CHECK(at.authorize().location.starts_with("/login?"));
  CHECK_FALSE(at.code().empty());
  at.authorization.emplace_back("prompt", "login");
  CHECK(at.authorize().location.starts_with("/login?"));
  at.authorization.pop_back();
  const std::string logout = fmt::format("/logout?client_id={}&logout_uri=", kPublicClient);
  CHECK(to_answer(at.send("GET", logout + "https://evil.example.com")).location.starts_with("/error?"));
  CHECK_FALSE(at.authorize().value("code").empty());
  CHECK(to_answer(at.send("GET", logout + "http://localhost:8484/logout")).location ==
        "http://localhost:8484/logout");
  CHECK(at.authorize().location.starts_with("/login?"));
}

TEST_CASE("a client with a secret must prove it, by Basic or in the form") {
  World at;
  at.set("client_id", std::string(kSecretClient));
  const std::string good = fmt::format("{}:{}", kSecretClient, kClientSecret);
  const auto fields = [&] {
    Fields redeeming = at.redeeming(at.code());
    redeeming[1].second = std::string(kSecretClient);
    return redeeming;
  };
  CHECK(at.token(fields()).error() == "invalid_client");
  CHECK(at.token(fields(), fmt::format("{}:wrong", kSecretClient)).error() == "invalid_client");
  CHECK(at.token(fields(), good).status == 200);
  Fields in_form = fields();
  in_form.emplace_back("client_secret", std::string(kClientSecret));
  CHECK(at.token(in_form).status == 200);
  Fields of_another = fields();
  of_another[1].second = std::string(kPublicClient);
  CHECK(at.token(of_another, good).error() == "invalid_client");
}

TEST_CASE("a machine gets an access token for scopes of resource servers") {
  World at;
  const std::string basic = fmt::format("{}:{}", kMachineClient, machine_secret(at.sandbox));
  const auto ask = [&](const std::string& scope) {
    return at.token({{"grant_type", "client_credentials"}, {"scope", scope}}, basic);
  };
  const Answer answer = ask("orders/read");
  REQUIRE(answer.status == 200);
  CHECK_FALSE(answer.body.contains("id_token"));
  CHECK_FALSE(answer.body.contains("refresh_token"));
  const Json claims = claims_of(answer.body, "access_token");
  CHECK(claims["sub"] == kMachineClient);
  CHECK(claims["client_id"] == kMachineClient);
  CHECK(claims["scope"] == "orders/read");
  CHECK_FALSE(claims.contains("username"));
  CHECK(claims_of(ask("").body, "access_token")["scope"] == "orders/read orders/write");
  CHECK(ask("openid").error() == "invalid_scope");
  CHECK(ask("orders/delete").error() == "invalid_scope");
  const std::string user_client = fmt::format("{}:{}", kSecretClient, kClientSecret);
  CHECK(at.token({{"grant_type", "client_credentials"}}, user_client).error() == "unauthorized_client");
}

TEST_CASE("a refresh token renews with the scopes that were granted, and can be revoked") {
  World at;
  const Answer first = at.token(at.redeeming(at.code()));
  const Fields renewing = {{"grant_type", "refresh_token"},
                           {"client_id", std::string(kPublicClient)},
                           {"refresh_token", first.body["refresh_token"].get<std::string>()}};
  const Answer renewed = at.token(renewing);
  REQUIRE(renewed.status == 200);
  CHECK_FALSE(renewed.body.contains("refresh_token"));
  CHECK(claims_of(renewed.body, "access_token")["scope"] == "openid email");
  CHECK_FALSE(claims_of(renewed.body, "id_token").contains("nonce"));
  // The API renews it too, and keeps its scopes.
  const auto by_api = at.sandbox.call("GetTokensFromRefreshToken",
                                      {{"ClientId", kPublicClient}, {"RefreshToken", renewing[2].second}});
  CHECK(claims_of(by_api.body["AuthenticationResult"], "AccessToken")["scope"] == "openid email");

  const auto revoke = [&](const std::string& token) {
    return to_answer(at.send("POST", "/oauth2/revoke",
                             form({{"token", token}, {"client_id", std::string(kPublicClient)}})));
  };
  CHECK(revoke("").error() == "invalid_request");
  CHECK(revoke(first.body["access_token"]).error() == "unsupported_token_type");
  CHECK(revoke(renewing[2].second).status == 200);
  CHECK(at.token(renewing).error() == "invalid_grant");
}

TEST_CASE("where refresh tokens rotate, each serves once at the token endpoint too") {
  World at;
  const std::string client(cauth::test::kRotatingClient);
  at.set("client_id", client);
  Fields redeeming = at.redeeming(at.code());
  redeeming[1].second = client;
  const auto renew = [&](const Json& answer) {
    return at.token({{"grant_type", "refresh_token"},
                     {"client_id", client},
                     {"refresh_token", answer["refresh_token"].get<std::string>()}});
  };
  const Answer first = at.token(redeeming);
  const Answer second = renew(first.body);
  CHECK(second.body["refresh_token"] != first.body["refresh_token"]);
  CHECK(renew(first.body).error() == "invalid_grant");
  CHECK(renew(second.body).status == 200);
}

TEST_CASE("user info is for access tokens with openid") {
  World at;
  const auto info = [&](const std::string& token) {
    cauth::http::Headers headers;
    headers.add("Authorization", "Bearer " + token);
    return to_answer(at.send("GET", "/oauth2/userInfo", {}, headers));
  };
  const Answer tokens = at.token(at.redeeming(at.code()));
  const Answer known = info(tokens.body["access_token"]);
  REQUIRE(known.status == 200);
  CHECK(known.body["username"] == "alice");
  CHECK(known.body["email_verified"] == "true");
  CHECK(info("x").status == 401);
  CHECK(info(tokens.body["id_token"]).error() == "invalid_token");
  at.set("scope", "email");
  CHECK(info(at.token(at.redeeming(at.code())).body["access_token"]).status == 401);
}

TEST_CASE("without openid there is no ID token, and without its scope no user operation") {
  World at;
  at.set("scope", "orders/read");
  const Answer tokens = at.token(at.redeeming(at.code()));
  CHECK_FALSE(tokens.body.contains("id_token"));
  const auto refused = at.sandbox.call("GetUser", {{"AccessToken", tokens.body["access_token"]}});
  CHECK(refused.message == "Access Token does not have required scopes");
}

TEST_CASE("discovery names every endpoint") {
  World at;
  at.sandbox.sandbox.state().url = "http://127.0.0.1:9230";
  const Answer answer = to_answer(
      at.send("GET", fmt::format("/{}/.well-known/openid-configuration", cauth::test::kSandboxPool)));
  CHECK(answer.body["issuer"] == "https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Sandbox01");
  CHECK(answer.body["token_endpoint"] == "http://127.0.0.1:9230/oauth2/token");
  CHECK(answer.body["response_types_supported"] == Json::array({"code"}));
  CHECK(at.send("GET", "/us-east-1_Nowhere/.well-known/openid-configuration").status == 404);
}

TEST_CASE("endpoints take their own methods and forms alone") {
  World at;
  CHECK(at.send("POST", "/oauth2/authorize?" + form(at.authorization)).status == 405);
  CHECK(at.send("GET", "/oauth2/token").status == 405);
  cauth::http::Headers json;
  json.add("Content-Type", "application/json");
  CHECK(to_answer(at.send("POST", "/oauth2/token", "{}", json)).error() == "invalid_request");
  Fields twice = at.redeeming(at.code());
  twice.emplace_back("code", "another");
  CHECK(at.token(twice).error() == "invalid_request");
}
