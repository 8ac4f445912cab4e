#include "cli/web_sign_in.hpp"

#include "base/form.hpp"
#include "oauth/authorize.hpp"
#include "support/signed_in_world.hpp"
#include "support/token_maker.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <string_view>

namespace cauth::cli {
namespace {

using test::CliResult;
using test::SignedInWorld;

// A sign-in whose final address is pasted: the random numbers are known beforehand.
struct PastedSignIn {
  SignedInWorld at;
  oauth::Proof proof = [] {
    test::FixedRandom random;
    return oauth::make_proof(random);
  }();
  Json id = test::id_claims();

  PastedSignIn() {
    at.write_config(
        fmt::format("[profile.default]\nuser_pool_id = \"{}\"\nclient_id = \"{}\"\ndomain = "
                    "\"https://auth.example.com\"\n",
                    test::kPool, test::kClient));
    at.world.input = fmt::format("http://localhost:8484/callback?code=c0de&state={}\n", proof.state);
    id["nonce"] = proof.nonce;
  }

  void answer(std::string body, int status = 200) {
    at.world.transport.answer(
        {.status = status, .body = std::move(body), .headers = {}, .curl_error = 0, .look = {}});
  }
  void answer_with_tokens(const std::string& id_token) {
    Json tokens = {{"access_token", test::sign(test::header(), test::access_claims())},
                   {"refresh_token", "refresh"},
                   {"expires_in", 3600}};
    if (!id_token.empty()) tokens["id_token"] = id_token;
    answer(json_text(tokens));
  }
  void answer_with_tokens() { answer_with_tokens(test::sign(test::header(), id)); }
  CliResult login() { return at.run({"login", "--web", "--paste"}); }
  void refuses(std::string_view why) {
    const CliResult result = login();
    CHECK(result.exit == 3);
    CHECK(result.err.find(why) != std::string::npos);
    CHECK(at.store()->list().sessions.empty());
  }
};

}  // namespace

TEST_CASE("the pasted code goes out with the verifier, and the ID token is checked with the pool's keys") {
  PastedSignIn world;
  world.answer_with_tokens();
  world.answer(test::key_set());
  const CliResult result = world.login();
  INFO(result.err);
  CHECK(result.exit == 0);
  const auto& sent = world.at.world.transport.sent;
  REQUIRE(sent.size() == 2);
  CHECK(sent[0].url == "https://auth.example.com/oauth2/token");
  CHECK(form_value(sent[0].body, "code") == "c0de");
  CHECK(form_value(sent[0].body, "code_verifier") == world.proof.verifier.reveal());
  CHECK(sent[1].url == std::string(test::kIssuer) + "/.well-known/jwks.json");
  CHECK(result.err.find(oauth::challenge_of(world.proof.verifier.reveal())) != std::string::npos);
  CHECK(result.err.find(world.proof.verifier.reveal()) == std::string::npos);
  const auto sessions = world.at.store()->list().sessions;
  REQUIRE(sessions.size() == 1);
  CHECK(sessions[0].key.username == "alice");
  CHECK(sessions[0].key.scopes.empty());
  CHECK(sessions[0].domain == "https://auth.example.com");
}

TEST_CASE("an ID token with another nonce, or none, is somebody else's") {
  PastedSignIn other;
  other.id["nonce"] = "another";
  other.answer_with_tokens();
  other.refuses("nonce");
  PastedSignIn none;
  none.id.erase("nonce");
  none.answer_with_tokens();
  none.refuses("nonce");
}

TEST_CASE("an ID token for another client, of another pool, or not signed by it is refused") {
  PastedSignIn client;
  client.id["aud"] = "another";
  client.answer_with_tokens();
  client.refuses("another app client");
  PastedSignIn pool;
  pool.id["iss"] = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Another01";
  pool.answer_with_tokens();
  pool.refuses("not to be trusted");
  PastedSignIn forged;
  std::string token = test::sign(test::header(), forged.id);
  token[token.size() - 10] = token[token.size() - 10] == 'A' ? 'B' : 'A';
  forged.answer_with_tokens(token);
  forged.answer(test::key_set());
  forged.refuses("signature");
}

TEST_CASE("where the keys cannot be had, that is said and the sign-in goes on") {
  PastedSignIn world;
  world.answer_with_tokens();
  for (int i = 0; i < 3; ++i)
    world.at.world.transport.answer({.status = 0, .body = {}, .headers = {}, .curl_error = 7, .look = {}});
  const CliResult result = world.login();
  world.at.world.transport.drop_unused();
  CHECK(result.exit == 0);
  CHECK(result.err.find("warning: the ID token's signature was not checked") != std::string::npos);
}

TEST_CASE("without openid there is an access token alone") {
  PastedSignIn world;
  world.answer_with_tokens("");
  CHECK(world.login().exit == 0);
  CHECK(world.at.run({"token"}).exit == 0);
}

TEST_CASE("a domain that nobody named is found by the pool's own document") {
  PastedSignIn world;
  world.at.write_config(fmt::format("[profile.default]\nuser_pool_id = \"{}\"\nclient_id = \"{}\"\n",
                                    test::kPool, test::kClient));
  world.answer(R"({"authorization_endpoint":"https://found.example.com/oauth2/authorize"})");
  world.answer_with_tokens();
  world.answer(test::key_set());
  const CliResult result = world.login();
  CHECK(result.exit == 0);
  CHECK(result.err.find("https://found.example.com/oauth2/authorize?") != std::string::npos);
  CHECK(world.at.world.transport.sent.at(1).url == "https://found.example.com/oauth2/token");

  PastedSignIn none;
  none.at.write_config(fmt::format("[profile.default]\nuser_pool_id = \"{}\"\nclient_id = \"{}\"\n",
                                   test::kPool, test::kClient));
  none.answer(R"({"authorization_endpoint":"https://cognito-idp.eu-west-1.amazonaws.com/x/authorize"})");
  const CliResult refused = none.login();
  CHECK(refused.exit == 2);
  CHECK(refused.err.find("has no login pages") != std::string::npos);
}

}  // namespace cauth::cli
