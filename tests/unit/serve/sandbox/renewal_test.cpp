#include "base/json.hpp"
#include "base/secret.hpp"
#include "cognito/secret_hash.hpp"
#include "jose/token.hpp"
#include "support/test_sandbox.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <string>
#include <string_view>

using cauth::Json;
using cauth::SecretString;
using cauth::test::kClientSecret;
using cauth::test::kPassword;
using cauth::test::kPublicClient;
using cauth::test::kRotatingClient;
using cauth::test::kSecretClient;
using cauth::test::Outcome;
using cauth::test::TestSandbox;
using namespace std::chrono_literals;

namespace {

std::string hash_for(std::string_view username) {
  return cauth::cognito::secret_hash(username, kSecretClient, SecretString(kClientSecret));
}

Outcome start(TestSandbox& sandbox, std::string_view client, std::string_view flow, const Json& parameters) {
  return sandbox.call("InitiateAuth",
                      {{"AuthFlow", flow}, {"ClientId", client}, {"AuthParameters", parameters}});
}

Outcome sign_in_with_hash(TestSandbox& sandbox, std::string_view username, const std::string& hash) {
  return start(sandbox, kSecretClient, "USER_PASSWORD_AUTH",
               {{"USERNAME", username}, {"PASSWORD", kPassword}, {"SECRET_HASH", hash}});
}

std::string token_of(const Outcome& outcome, const char* name) {
  REQUIRE(outcome.status == 200);
  return outcome.body["AuthenticationResult"][name].get<std::string>();
}

void check_not_authorized(const Outcome& outcome, std::string_view message) {
  CHECK(outcome.status == 400);
  CHECK(outcome.type == "NotAuthorizedException");
  CHECK(outcome.message == message);
}

}  // namespace

TEST_CASE("a client with a secret wants the right SECRET_HASH for the username sent") {
  TestSandbox sandbox;
  check_not_authorized(
      start(sandbox, kSecretClient, "USER_PASSWORD_AUTH", {{"USERNAME", "alice"}, {"PASSWORD", kPassword}}),
      "Client 6sandboxsecretclient0demo2 is configured with secret but SECRET_HASH was not received");
  check_not_authorized(sign_in_with_hash(sandbox, "alice", hash_for("bob")),
                       "Unable to verify secret hash for client 6sandboxsecretclient0demo2");
  CHECK(sign_in_with_hash(sandbox, "alice", hash_for("alice")).status == 200);
  CHECK(sign_in_with_hash(sandbox, "alice@example.com", hash_for("alice@example.com")).status == 200);
}

TEST_CASE("a client without a secret does not want a SECRET_HASH") {
  TestSandbox sandbox;
  check_not_authorized(
      start(sandbox, kPublicClient, "USER_PASSWORD_AUTH",
            {{"USERNAME", "alice"}, {"PASSWORD", kPassword}, {"SECRET_HASH", hash_for("alice")}}),
      "Client 5sandboxpublicclient0demo1 is not configured with secret but SECRET_HASH was received");
}

TEST_CASE("a renewal's SECRET_HASH is over the real username, not the alias typed") {
  TestSandbox sandbox;
  const std::string alias = "alice@example.com";
  const std::string refresh = token_of(sign_in_with_hash(sandbox, alias, hash_for(alias)), "RefreshToken");
  const auto renew = [&](const std::string& hash) {
    return start(sandbox, kSecretClient, "REFRESH_TOKEN_AUTH",
                 {{"REFRESH_TOKEN", refresh}, {"SECRET_HASH", hash}});
  };
  check_not_authorized(renew(hash_for(alias)),
                       "SecretHash does not match for the client: 6sandboxsecretclient0demo2");
  CHECK(renew(hash_for("alice")).status == 200);
}

TEST_CASE("a renewal gives new ID and access tokens of the same sign-in, and no refresh token") {
  TestSandbox sandbox;
  const auto first = sandbox.sign_in("alice", kPassword);
  sandbox.clock.advance(10min);
  const auto second = start(sandbox, kPublicClient, "REFRESH_TOKEN_AUTH",
                            {{"REFRESH_TOKEN", token_of(first, "RefreshToken")}});
  CHECK_FALSE(second.body["AuthenticationResult"].contains("RefreshToken"));
  const std::string before = token_of(first, "IdToken"), after = token_of(second, "IdToken");
  const Json old_claims = cauth::jose::decode_token(before).token->payload;
  const Json new_claims = cauth::jose::decode_token(after).token->payload;
  CHECK(new_claims["auth_time"] == old_claims["auth_time"]);
  CHECK(new_claims["origin_jti"] == old_claims["origin_jti"]);
  CHECK(new_claims["iat"].get<long>() - old_claims["iat"].get<long>() == 600);
}

TEST_CASE("a refresh token that is unknown, of another client, over or revoked is refused") {
  TestSandbox sandbox;
  const std::string token = token_of(sandbox.sign_in("alice", kPassword), "RefreshToken");
  const auto renew = [&](std::string_view client, const std::string& text) {
    return sandbox.call("GetTokensFromRefreshToken", {{"ClientId", client}, {"RefreshToken", text}});
  };
  check_not_authorized(renew(kPublicClient, "made.up"), "Invalid Refresh Token");
  check_not_authorized(renew(kRotatingClient, token), "Invalid Refresh Token");
  CHECK(sandbox.call("RevokeToken", {{"ClientId", kPublicClient}, {"Token", token}}).status == 200);
  check_not_authorized(renew(kPublicClient, token), "Refresh Token has been revoked");

  const std::string old = token_of(sandbox.sign_in("alice", kPassword), "RefreshToken");
  sandbox.clock.advance(24h * 30);
  check_not_authorized(renew(kPublicClient, old), "Refresh Token has expired");
}

TEST_CASE("with rotation, the old refresh token dies and reusing it has an error of its own") {
  TestSandbox sandbox;
  const std::string first = token_of(
      start(sandbox, kRotatingClient, "USER_PASSWORD_AUTH", {{"USERNAME", "alice"}, {"PASSWORD", kPassword}}),
      "RefreshToken");
  const auto renew = [&](const std::string& token) {
    return sandbox.call("GetTokensFromRefreshToken",
                        {{"ClientId", kRotatingClient}, {"RefreshToken", token}});
  };
  CHECK(start(sandbox, kRotatingClient, "REFRESH_TOKEN_AUTH", {{"REFRESH_TOKEN", first}}).type ==
        "InvalidParameterException");
  const std::string second = token_of(renew(first), "RefreshToken");
  CHECK(second != first);
  CHECK(renew(first).type == "RefreshTokenReuseException");
  CHECK(renew(second).status == 200);
}

TEST_CASE("GetTokensFromRefreshToken and RevokeToken want the raw client secret") {
  TestSandbox sandbox;
  const std::string token = token_of(sign_in_with_hash(sandbox, "alice", hash_for("alice")), "RefreshToken");
  Json input = {{"ClientId", kSecretClient}, {"RefreshToken", token}};
  CHECK(sandbox.call("GetTokensFromRefreshToken", input).type == "NotAuthorizedException");
  input["ClientSecret"] = kClientSecret;
  CHECK(sandbox.call("GetTokensFromRefreshToken", input).status == 200);
}

TEST_CASE("only refresh tokens can be revoked") {
  TestSandbox sandbox;
  const std::string access = token_of(sandbox.sign_in("alice", kPassword), "AccessToken");
  CHECK(sandbox.call("RevokeToken", {{"ClientId", kPublicClient}, {"Token", access}}).type ==
        "UnsupportedTokenTypeException");
}

TEST_CASE("user operations want an access token that is ours, not over and not revoked") {
  TestSandbox sandbox;
  const auto signed_in = sandbox.sign_in("alice", kPassword);
  const std::string access = token_of(signed_in, "AccessToken");
  const auto get_user = [&](const std::string& token) {
    return sandbox.call("GetUser", {{"AccessToken", token}});
  };
  CHECK(get_user(access).body["Username"] == "alice");
  check_not_authorized(get_user(token_of(signed_in, "IdToken")), "Invalid Access Token");
  check_not_authorized(get_user("garbage"), "Invalid Access Token");
  CHECK(sandbox.call("GlobalSignOut", {{"AccessToken", access}}).status == 200);
  check_not_authorized(get_user(access), "Access Token has been revoked");
  sandbox.clock.advance(1h);
  check_not_authorized(get_user(access), "Access Token has expired");
}

TEST_CASE("a changed password is the one that counts; the old one must be right") {
  TestSandbox sandbox;
  const std::string access = token_of(sandbox.sign_in("alice", kPassword), "AccessToken");
  const auto change = [&](std::string_view previous, std::string_view proposed) {
    return sandbox.call(
        "ChangePassword",
        {{"AccessToken", access}, {"PreviousPassword", previous}, {"ProposedPassword", proposed}});
  };
  check_not_authorized(change("wrong", "Sandbox-2!"), "Incorrect username or password.");
  CHECK(change(kPassword, "short").type == "InvalidPasswordException");
  CHECK(change(kPassword, "Sandbox-2!").body == Json::object());
  CHECK(sandbox.sign_in("alice", "Sandbox-2!").status == 200);
}
