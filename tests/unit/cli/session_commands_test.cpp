#include "session/chosen.hpp"
#include "support/contains.hpp"
#include "support/signed_in_world.hpp"
#include "support/token_maker.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace cauth::cli {
namespace {

using test::contains;

using std::chrono::seconds;
using test::CliResult;
using test::SignedInWorld;

void check_failed(const CliResult& result, int exit, std::string_view message) {
  INFO(result.out, result.err);
  CHECK(result.exit == exit);
  CHECK(result.out.empty());
  CHECK(contains(result.err, message));
}

}  // namespace

TEST_CASE("token prints the ID token of a living session, without network") {
  SignedInWorld at;
  at.sign_in("alice");
  const CliResult result = at.run({"token"});
  CHECK(result.exit == 0);
  CHECK(result.out == "id-1\n");
  CHECK(result.err.empty());
  CHECK(at.world.transport.sent.empty());
}

TEST_CASE("which token: the flag, the variable, the profile, else the ID token") {
  SignedInWorld at;
  at.sign_in("alice");
  at.world.variables["CAUTH_TOKEN_USE"] = "access";
  CHECK(at.run({"token"}).out == "access-1\n");
  CHECK(at.run({"token", "--token-use", "id"}).out == "id-1\n");
  CHECK(at.run({"token", "--token-use", "refresh"}).out == "refresh-1\n");
  at.world.variables.erase("CAUTH_TOKEN_USE");
  at.write_config("[profile.default]\nclient_id = \"client\"\ntoken_use = \"access\"\n");
  CHECK(at.run({"token"}).out == "access-1\n");
}

TEST_CASE("where a session has no ID token the access token is meant") {
  SignedInWorld at;
  session::Session session = at.sign_in("alice");
  session.tokens.id.reset();
  at.put(session);
  CHECK(at.run({"token"}).out == "access-1\n");
  check_failed(at.run({"token", "--token-use", "id"}), 4, "has no id token");
}

TEST_CASE("a token comes in the form that is asked for") {
  SignedInWorld at;
  at.sign_in("alice");
  const auto in = [&](const std::string& form) { return at.run({"token", "--format", form}).out; };
  CHECK(in("raw") == "id-1\n");
  CHECK(in("header") == "Authorization: Bearer id-1\n");
  CHECK(at.run({"token", "--format", "header", "--auth-header", "raw"}).out == "Authorization: id-1\n");
  CHECK(in("env") == "CAUTH_ID_TOKEN=id-1\n");
  CHECK(in("export") == "export CAUTH_ID_TOKEN=id-1\n");
  CHECK(at.run({"token", "--format", "env", "--token-use", "access"}).out == "CAUTH_ACCESS_TOKEN=access-1\n");
  const std::string json = in("json");
  for (const char* part : {"\"token\": \"id-1\"", "\"token_use\": \"id\"", "\"username\": \"alice\"",
                           "\"expires_at\": \"2026-11-21T05:00:00Z\""}) {
    CHECK(contains(json, part));
  }
  CHECK(at.run({"token", "--output", "json"}).out == json);
  CHECK(at.run({"token", "--query", "token_use", "--output", "text"}).out == "id\n");
  check_failed(at.run({"token", "--token-use", "refresh", "--format", "export"}), 2, "raw or as json only");
}

TEST_CASE("for GitHub Actions the token is masked, and set for the steps that follow") {
  SignedInWorld at;
  at.sign_in("alice");
  check_failed(at.run({"token", "--format", "github"}), 2, "GITHUB_ENV is not set");
  const auto file = at.folder / "github-env";
  write_private_file(file, "A=b\n");
  at.world.variables["GITHUB_ENV"] = file.string();
  CHECK(at.run({"token", "--format", "github"}).out == "::add-mask::id-1\n");
  CHECK(read_file(file, 1000) == "A=b\nCAUTH_ID_TOKEN=id-1\n");
}

TEST_CASE("a token that soon ends is renewed with the session's own user and client") {
  SignedInWorld at;
  at.sign_in("alice", seconds(30));
  at.answer_with_tokens();
  CHECK(at.run({"token"}).out == "id-2\n");
  REQUIRE(at.world.transport.sent.size() == 1);
  const auto& sent = at.world.transport.sent[0];
  CHECK(sent.url == "https://cognito-idp.eu-west-1.amazonaws.com/");
  CHECK(*sent.headers.find("X-Amz-Target") == "AWSCognitoIdentityProviderService.GetTokensFromRefreshToken");
  CHECK(sent.body == R"({"RefreshToken":"refresh-1","ClientId":"client"})");
  CHECK(at.run({"token", "--token-use", "refresh"}).out == "refresh-2\n");
}

TEST_CASE("--min-ttl says how long a token must live yet") {
  SignedInWorld at;
  at.sign_in("alice", seconds(301));
  CHECK(at.run({"token", "--min-ttl", "5m"}).out == "id-1\n");
  at.answer_with_tokens();
  CHECK(at.run({"token", "--min-ttl", "5m1s"}).out == "id-2\n");
  check_failed(at.run({"token", "--min-ttl", "soon"}), 2, "--min-ttl is no length of time: \"soon\"");
}

TEST_CASE("a renewal that Cognito refuses asks to sign in again and keeps the session") {
  SignedInWorld at;
  at.sign_in("alice", seconds(30));
  at.answer_with_refusal("NotAuthorizedException", "Refresh Token has been revoked");
  check_failed(at.run({"token"}), 4, "cannot be renewed, sign in again: Refresh Token has been revoked");
  CHECK(contains(at.run({"status"}).out, "refused"));
  at.answer_with_tokens();
  CHECK(at.run({"token"}).out == "id-2\n");
}

TEST_CASE("a token that lives yet is used with a warning when Cognito cannot be reached") {
  SignedInWorld at;
  at.sign_in("alice", seconds(30));
  at.world.transport.answer({.curl_error = 7});
  const CliResult result = at.run({"token"});
  CHECK(result.exit == 0);
  CHECK(result.out == "id-1\n");
  CHECK(contains(result.err, "cauth: warning: using a token that soon expires"));
}

TEST_CASE("the session is that of the user named, by real name or as typed at login") {
  SignedInWorld at;
  session::Session alice = test::make_session(at.world.clock.now(), seconds(3600), "3f2a-sub", "alice");
  alice.alias = "alice@example.com";
  at.put(alice);
  at.put(test::make_session(at.world.clock.now(), seconds(3600), "bob", "bob"));
  CHECK(at.run({"token", "--username", "bob"}).out == "id-bob\n");
  CHECK(at.run({"token", "--username", "3f2a-sub"}).out == "id-alice\n");
  CHECK(at.run({"token", "--username", "alice@example.com"}).out == "id-alice\n");
  at.world.variables["CAUTH_USERNAME"] = "bob";
  CHECK(at.run({"token"}).out == "id-bob\n");
  check_failed(at.run({"token", "--username", "carol"}), 4, "\"carol\" is not signed in");
}

TEST_CASE("several sessions that could be meant are listed, and switch chooses among them") {
  SignedInWorld at;
  at.put(test::make_session(at.world.clock.now(), seconds(3600), "alice", "alice"));
  at.put(test::make_session(at.world.clock.now(), seconds(3600), "bob", "bob"));
  check_failed(at.run({"token"}), 2, "alice of client client, bob of client client");
  CHECK(at.run({"switch", "bob"}).exit == 0);
  CHECK(at.run({"token"}).out == "id-bob\n");
  CHECK(at.run({"switch"}).exit == 0);
  CHECK(at.run({"token"}).out == "id-alice\n");
  check_failed(at.run({"switch", "carol"}), 4, "there is: alice, bob");
}

TEST_CASE("scopes tell the sessions of one user apart") {
  SignedInWorld at;
  at.put(test::make_session(at.world.clock.now(), seconds(3600), "alice", "plain"));
  auto scoped = test::make_session(at.world.clock.now(), seconds(3600), "alice", "scoped");
  scoped.key.scopes = "email openid";
  at.put(scoped);
  check_failed(at.run({"token"}), 2, "alice of client client with email openid");
  CHECK(at.run({"token", "--scope", "openid", "--scope", "email"}).out == "id-scoped\n");
  CHECK(at.run({"token", "--username", "alice"}).out == "id-plain\n");
  check_failed(at.run({"token", "--scope", "phone"}), 4, "not signed in");
  CHECK(at.run({"switch", "alice", "--scope", "email openid"}).exit == 0);
  CHECK(at.run({"token"}).out == "id-scoped\n");
}

TEST_CASE("the last choice beats the profile's username, a variable beats both") {
  SignedInWorld at;
  at.write_config(
      "[profile.default]\nuser_pool_id = \"eu-west-1_AbCdEfGhI\"\nclient_id = \"client\"\nusername = "
      "\"alice\"\n");
  for (const char* name : {"alice", "bob", "carol"}) {
    at.put(test::make_session(at.world.clock.now(), seconds(3600), name, name));
  }
  CHECK(at.run({"token"}).out == "id-alice\n");
  CHECK(at.run({"switch", "bob"}).exit == 0);
  CHECK(at.run({"token"}).out == "id-bob\n");
  at.world.variables["CAUTH_USERNAME"] = "carol";
  CHECK(at.run({"token"}).out == "id-carol\n");
}

TEST_CASE("a session of another pool, client or endpoint is never taken for the profile's") {
  SignedInWorld at;
  at.sign_in("alice");
  CHECK(at.run({"switch", "alice"}).exit == 0);
  check_failed(at.run({"token", "--client-id", "other"}), 4, "not signed in");
  check_failed(at.run({"token", "--user-pool-id", "eu-west-1_Other"}), 4, "not signed in");
  check_failed(at.run({"token", "--endpoint-url", "http://127.0.0.1:1"}), 4, "not signed in");
  CHECK(at.run({"token"}).out == "id-1\n");
}

TEST_CASE("without pool and client in the profile a session belongs to the profile it was made under") {
  SignedInWorld at;
  at.write_config("[profile.default]\n[profile.dev]\n");
  at.sign_in("alice");
  CHECK(at.run({"token"}).out == "id-1\n");
  check_failed(at.run({"token", "--profile", "dev"}), 4, "not signed in");
}

TEST_CASE("a profile that does not exist is an error, whatever sessions there are") {
  SignedInWorld at;
  at.sign_in("alice");
  check_failed(at.run({"token", "--profile", "prod"}), 2, "there is no profile \"prod\"");
}

TEST_CASE("CAUTH_TOKEN beats the stored session, is never renewed, and says its own kind") {
  SignedInWorld at;
  at.sign_in("alice");
  const std::string access = test::sign(test::header(), test::access_claims());
  at.world.variables["CAUTH_TOKEN"] = access;
  CHECK(at.run({"token"}).out == access + "\n");
  CHECK(at.run({"token", "--token-use", "access", "--format", "env"}).out ==
        "CAUTH_ACCESS_TOKEN=" + access + "\n");
  CHECK(at.run({"token", "--min-ttl", "2h"}).out == access + "\n");
  check_failed(at.run({"token", "--token-use", "id"}), 4, "CAUTH_TOKEN holds the access token");
  at.world.clock.advance(std::chrono::hours(1));
  check_failed(at.run({"token"}), 4, "the token in CAUTH_TOKEN has expired");
}

TEST_CASE("CAUTH_ID_TOKEN and CAUTH_ACCESS_TOKEN serve alike, one a kind") {
  SignedInWorld at;
  at.sign_in("alice");
  const std::string id = test::sign(test::header(), test::id_claims());
  const std::string access = test::sign(test::header(), test::access_claims());
  at.world.variables["CAUTH_ID_TOKEN"] = id;
  check_failed(at.run({"token", "--token-use", "access"}), 4, "CAUTH_ID_TOKEN holds the id token");
  at.world.variables["CAUTH_ACCESS_TOKEN"] = access;
  CHECK(at.run({"token"}).out == id + "\n");
  CHECK(at.run({"token", "--token-use", "access"}).out == access + "\n");
  at.world.variables.erase("CAUTH_ID_TOKEN");
  CHECK(at.run({"token"}).out == access + "\n");
}

TEST_CASE("a variable that holds no token is refused without being shown") {
  SignedInWorld at;
  at.world.variables["CAUTH_TOKEN"] = "hunter2";
  const CliResult result = at.run({"token"});
  check_failed(result, 2, "CAUTH_TOKEN holds no token");
  CHECK_FALSE(contains(result.err, "hunter2"));
}

TEST_CASE("CAUTH_TOKEN needs neither a home folder nor a config file that can be read") {
  SignedInWorld at;
  const std::string id = test::sign(test::header(), test::id_claims());
  at.write_config("[profile");
  at.world.variables["CAUTH_TOKEN"] = id;
  CHECK(at.run({"token", "--token-use", "id"}).out == id + "\n");
}

TEST_CASE("refresh renews whatever the age") {
  SignedInWorld at;
  at.sign_in("alice");
  at.answer_with_tokens();
  const CliResult result = at.run({"refresh"});
  CHECK(result.exit == 0);
  CHECK(result.out.empty());
  CHECK(result.err == "cauth: renewed the session of alice; the id token expires in 1h\n");
  CHECK(at.run({"token"}).out == "id-2\n");
  at.world.transport.answer({.curl_error = 7});
  CHECK(at.run({"refresh"}).exit == 7);
}

TEST_CASE("a client's secret is read only for a renewal, and sent with it") {
  SignedInWorld at;
  const auto mark = at.folder / "ran";
  at.write_config(
      "[profile.default]\nuser_pool_id = \"eu-west-1_AbCdEfGhI\"\nclient_id = \"client\"\n"
      "client_secret = { command = \"echo hunter2; : >" +
      mark.string() + "\" }\n");
  at.sign_in("alice");
  CHECK(at.run({"token"}).exit == 0);
  CHECK_FALSE(std::filesystem::exists(mark));
  at.answer_with_tokens();
  CHECK(at.run({"refresh"}).exit == 0);
  CHECK(std::filesystem::exists(mark));
  CHECK(contains(at.world.transport.sent[0].body, R"("ClientSecret":"hunter2")"));
}

TEST_CASE("status lists the sessions of all profiles and marks the chosen one") {
  SignedInWorld at;
  at.sign_in("alice");
  session::Session bob = at.sign_in("bob", seconds(720));
  bob.profile = "dev";
  bob.key.client_id = "other";
  bob.alias = "bob@example.com";
  at.put(bob);
  at.store()->erase(test::make_session({}, {}, "bob").key);
  const CliResult result = at.run({"status"});
  CHECK(result.exit == 0);
  CHECK(result.err.empty());
  CHECK(contains(result.out, "*  alice"));
  CHECK(contains(result.out, "bob (bob@example.com)"));
  CHECK(contains(result.out, "expires in 12m"));
  CHECK(contains(result.out, "kept in " + (at.folder.path() / ".local/state/cauth/sessions").string()));
  const CliResult json = at.run({"status", "--output", "json"});
  for (const char* part : {"\"username\": \"alice\"", "\"chosen\": true", "\"signed_in\": true",
                           "\"alias\": \"bob@example.com\"", "\"renewal\": \"renewable\""}) {
    CHECK(contains(json.out, part));
  }
  for (const char* secret : {"id-1", "access-1", "refresh-1"}) {
    CHECK_FALSE(contains(result.out + json.out, secret));
  }
}

TEST_CASE("status ends with 4 when the chosen session is not signed in, with --output json too") {
  SignedInWorld at;
  CHECK(at.run({"status"}).exit == 4);
  CHECK(at.run({"status", "--output", "json"}).exit == 4);
  at.sign_in("alice");
  CHECK(at.run({"status"}).exit == 0);
  CHECK(at.run({"status", "--username", "bob"}).exit == 4);
  CHECK(at.run({"switch", "alice"}).exit == 0);
  session::Session over = at.sign_in("alice", seconds(10));
  over.refused = true;
  at.put(over);
  CHECK(at.run({"status"}).exit == 0);
  at.world.clock.advance(seconds(10));
  const CliResult result = at.run({"status", "--json"});
  CHECK(result.exit == 4);
  CHECK(contains(result.out, "\"signed_in\": false"));
}

TEST_CASE("status shows the other sessions beside a file that is broken") {
  SignedInWorld at;
  at.sign_in("alice");
  const auto folder = at.folder.path() / ".local/state/cauth/sessions";
  write_private_file(folder / "broken.json", "{");
  const CliResult result = at.run({"status"});
  CHECK(result.exit == 0);
  CHECK(contains(result.out, "alice"));
  CHECK(contains(result.err, "broken.json"));
}

TEST_CASE("logout revokes the refresh token, forgets the session and the choice") {
  SignedInWorld at;
  at.sign_in("alice");
  at.sign_in("bob");
  CHECK(at.run({"switch", "alice"}).exit == 0);
  at.world.transport.answer({.body = "{}"});
  const CliResult result = at.run({"logout"});
  CHECK(result.exit == 0);
  CHECK(result.err == "cauth: signed out alice\n");
  REQUIRE(at.world.transport.sent.size() == 1);
  CHECK(contains(*at.world.transport.sent[0].headers.find("X-Amz-Target"), "RevokeToken"));
  CHECK(contains(at.world.transport.sent[0].body, "refresh-1"));
  check_failed(at.run({"token", "--username", "alice"}), 4, "not signed in");
  CHECK(at.run({"token"}).out == "id-1\n");  // bob is the only one left
}

TEST_CASE("logout keeps the session when Cognito cannot be reached, --local forgets it") {
  SignedInWorld at;
  at.sign_in("alice");
  for (int i = 0; i < 10; ++i) at.world.transport.answer({.curl_error = 7});
  const CliResult failed = at.run({"logout"});
  CHECK(failed.exit == 7);
  CHECK(contains(failed.err, "cauth logout --local"));
  CHECK(at.run({"token"}).exit == 0);
  const auto sent = at.world.transport.sent.size();
  CHECK(at.run({"logout", "--local"}).exit == 0);
  CHECK(at.world.transport.sent.size() == sent);
  CHECK(at.run({"token"}).exit == 4);
  at.world.transport.drop_unused();
}

TEST_CASE("logout forgets the session when Cognito refuses to revoke it, and says so") {
  SignedInWorld at;
  at.sign_in("alice");
  at.answer_with_refusal("UnsupportedOperationException", "Revocation is not enabled");
  const CliResult result = at.run({"logout"});
  CHECK(result.exit == 0);
  CHECK(contains(result.err, "did not revoke it: Revocation is not enabled"));
  CHECK(at.run({"token"}).exit == 4);
}

TEST_CASE("logout --global signs the user out everywhere, with a living access token") {
  SignedInWorld at;
  at.sign_in("alice");
  at.world.transport.answer({.body = "{}"});
  at.world.transport.answer({.body = "{}"});
  CHECK(at.run({"logout", "--global"}).err == "cauth: signed out alice everywhere\n");
  REQUIRE(at.world.transport.sent.size() == 2);
  CHECK(contains(*at.world.transport.sent[0].headers.find("X-Amz-Target"), "GlobalSignOut"));
  CHECK(at.world.transport.sent[0].body == R"({"AccessToken":"access-1"})");
  check_failed(at.run({"logout", "--global", "--local"}), 2, "exclude each other");
}

TEST_CASE("logout --all ends every session of the profile's client") {
  SignedInWorld at;
  at.sign_in("alice");
  at.sign_in("bob");
  at.world.transport.answer({.body = "{}"});
  at.world.transport.answer({.body = "{}"});
  CHECK(at.run({"logout", "--all"}).exit == 0);
  CHECK(at.store()->list().sessions.empty());
  CHECK(at.run({"logout", "--all"}).err == "cauth: there is no session to end\n");
}

TEST_CASE("without a home folder the message names the variable that helps") {
  SignedInWorld at;
  at.world.variables.erase("HOME");
  for (const char* command : {"token", "refresh", "status", "switch", "logout"}) {
    const CliResult result = at.run({command});
    CHECK(result.exit == 2);
    CHECK(contains(result.err, "CAUTH_STATE_DIR"));
  }
  check_failed(at.run({"configure", "--client-id", "c"}), 2, "there is no home folder for a config file");
}

}  // namespace cauth::cli
