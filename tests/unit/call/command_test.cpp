#include "base/bytes.hpp"
#include "base/file.hpp"
#include "session/token_store.hpp"
#include "support/contains.hpp"
#include "support/run_cli.hpp"
#include "support/sessions.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <string>
#include <vector>

namespace cauth {
namespace {

using test::contains;

using std::chrono::hours;
using std::chrono::seconds;

// A home folder, a profile, and perhaps a session in it.
struct Home {
  test::TempDir folder;
  test::FakeWorld world;

  explicit Home(std::string_view profile = "") {
    world.variables = {{"HOME", folder.path().string()},
                       {"CAUTH_CONFIG_DIR", folder.path().string()},
                       {"CAUTH_STATE_DIR", (folder / "state").string()}};
    const std::string text =
        "[profile.default]\nuser_pool_id = \"eu-west-1_AbCdEfGhI\"\nclient_id = \"client\"\n" +
        std::string(profile);
    write_private_file(folder / "config.toml", text);
  }
  void sign_in(seconds age = hours(1), seconds lifetime = hours(24)) {
    const auto store = open_store();
    session::Session made = test::make_session(world.clock.now() - age, lifetime);
    store->update(made.key, [&](auto) { return made.clone(); });
  }
  std::unique_ptr<session::TokenStore> open_store() {
    return session::open_store({}, Environ(world.variables), world.clock);
  }
  test::CliResult call(std::vector<std::string> words) {
    words.insert(words.begin(), "call");
    return test::run_cli(words, world);
  }
  std::string sent(std::size_t request, std::string_view header) {
    const auto* value = world.transport.sent.at(request).headers.find(header);
    return value == nullptr ? "" : *value;
  }
};

std::string token_of(std::string_view use, TimePoint expires) {
  const std::string claims = R"({"token_use":")" + std::string(use) + R"(","exp":)" +
                             std::to_string(unix_seconds(expires).count()) + "}";
  return base64url_encode(R"({"alg":"RS256","kid":"k"})") + "." + base64url_encode(claims) + ".c2ln";
}

}  // namespace

TEST_CASE("call sends the ID token of the session") {
  Home home;
  home.sign_in();
  home.world.transport.answer({.body = "Hello from Lambda!"});
  const auto result = home.call({"https://api.example.com/test/"});
  CHECK(result.exit == 0);
  CHECK(result.out == "Hello from Lambda!");
  CHECK(result.err.empty());
  CHECK(home.sent(0, "Authorization") == "Bearer id-1");
}

TEST_CASE("call without a session is exit 4 where a token is wanted, and works where none is") {
  Home home;
  const auto refused = home.call({"https://api.example.com/"});
  CHECK(refused.exit == 4);
  CHECK(contains(refused.err, "cauth login"));
  for (const std::vector<std::string>& words :
       {std::vector<std::string>{"--token-use", "none", "https://api.example.com/"},
        {"-u", "a:b", "https://api.example.com/"},
        {"-H", "Authorization: Bearer mine", "https://api.example.com/"}}) {
    home.world.transport.answer({});
    CHECK(home.call(words).exit == 0);
  }
}

TEST_CASE("an origin elsewhere than the profile's carries no token and needs no session") {
  Home home("api = \"https://api.example.com/prod\"\n");
  home.world.transport.answer({});
  CHECK(home.call({"https://other.example.com/"}).exit == 0);
  CHECK(home.sent(0, "Authorization").empty());
  CHECK(home.call({"--token-use", "id", "https://other.example.com/"}).exit == 4);
}

TEST_CASE("a path is below the profile's api, and an origin's table says which token it gets and how") {
  Home home(
      "api = \"https://api.example.com/prod\"\n"
      "[profile.default.origin.\"https://sync.example.com\"]\ntoken_use = \"access\"\nauth_header = "
      "\"raw\"\n");
  home.sign_in();
  home.world.transport.answer({});
  home.world.transport.answer({});
  CHECK(home.call({"/orders"}).exit == 0);
  CHECK(home.call({"https://sync.example.com/graphql"}).exit == 0);
  CHECK(home.world.transport.sent.at(0).url == "https://api.example.com/prod/orders");
  CHECK(home.sent(1, "Authorization") == "access-1");
}

TEST_CASE("the token does not go over plain http to another machine unless that was said") {
  Home home;
  home.sign_in();
  const auto refused = home.call({"http://api.example.com/"});
  CHECK(refused.exit == 2);
  CHECK(contains(refused.err, "--allow-http"));
  home.world.transport.answer({});
  CHECK(home.call({"--allow-http", "http://api.example.com/"}).exit == 0);
  home.world.transport.answer({});
  CHECK(home.call({"http://localhost:3000/"}).exit == 0);
}

TEST_CASE("CAUTH_TOKEN is sent as it is and never renewed") {
  Home home;
  const std::string token = token_of("access", home.world.clock.now() + hours(1));
  home.world.variables["CAUTH_TOKEN"] = token;
  home.world.transport.answer({.status = 401, .body = "no"});
  const auto result = home.call({"https://api.example.com/"});
  CHECK(result.exit == 0);
  CHECK(result.out == "no");
  CHECK(home.sent(0, "Authorization") == "Bearer " + token);
  CHECK(contains(result.err, "the access token in CAUTH_TOKEN was sent; --token-use id sends the ID token"));
}

TEST_CASE("a 401 renews the session's token through Cognito and shows the second answer alone") {
  Home home;
  home.sign_in();
  const std::string fresh = token_of("id", home.world.clock.now() + hours(1));
  home.world.transport.answer({.status = 401, .body = "first"});
  home.world.transport.answer(
      {.body = R"({"AuthenticationResult":{"IdToken":")" + fresh + R"(","AccessToken":")" +
               token_of("access", home.world.clock.now() + hours(1)) + R"(","ExpiresIn":3600}})"});
  home.world.transport.answer({.body = "second"});
  const auto result = home.call({"https://api.example.com/"});
  CHECK(result.exit == 0);
  CHECK(result.out == "second");
  CHECK(home.sent(2, "Authorization") == "Bearer " + fresh);
}

TEST_CASE("--max-time bounds the wait for another process that holds the lock") {
  Home home;
  home.sign_in(hours(24), hours(24));
  const auto store = home.open_store();
  const auto key = store->list().sessions.at(0).key;
  int exit = 0;
  store->update(key, [&](auto) {
    exit = home.call({"-m", "2", "https://api.example.com/"}).exit;
    return std::nullopt;
  });
  CHECK(exit == 28);
}

TEST_CASE("-s is silent about what fails on the way, not about what was typed wrong") {
  Home home;
  home.world.transport.answer({.curl_error = 7});
  const auto silent = home.call({"-s", "--token-use", "none", "https://api.example.com/"});
  CHECK(silent.exit == 7);
  CHECK(silent.err.empty());
  home.world.transport.answer({.curl_error = 7});
  CHECK_FALSE(home.call({"-sS", "--token-use", "none", "https://api.example.com/"}).err.empty());
  const auto wrong = home.call({"-s", "http://exa mple.com"});
  CHECK(wrong.exit == 2);
  CHECK_FALSE(wrong.err.empty());
}

TEST_CASE("a 401 after the access token says on one line how to send the ID token, but not with -s") {
  Home home;
  home.sign_in();
  for (int round = 0; round < 2; ++round) home.world.transport.answer({.status = 403});
  const auto loud = home.call({"--token-use", "access", "https://api.example.com/"});
  CHECK(loud.err ==
        "cauth: status 403: the access token of alice was sent; --token-use id sends the ID token\n");
  CHECK(home.call({"-s", "--token-use", "access", "https://api.example.com/"}).err.empty());
}

TEST_CASE("under -f the same is the hint of the error") {
  Home home;
  home.sign_in();
  home.world.transport.answer({.status = 403});
  const auto result = home.call({"-f", "https://api.example.com/"});
  CHECK(result.exit == 22);
  CHECK(contains(result.err, "cauth: the answer is status 403\nhint: "));
  CHECK(contains(result.err, "--token-use access"));
}

TEST_CASE("errors are one JSON object with --error-format json") {
  Home home;
  const auto result = home.call({"--error-format", "json", "https://api.example.com/"});
  CHECK(result.exit == 4);
  CHECK(result.err.starts_with("{\"error\""));
}

TEST_CASE("what is not for call is refused with a way to go") {
  Home home;
  CHECK(home.call({}).exit == 2);
  CHECK(home.call({"-I", "-d", "x", "https://a.example/"}).exit == 2);
  CHECK(home.call({"--query", "a", "https://a.example/"}).exit == 2);
  CHECK(home.call({"--token-use", "refresh", "https://a.example/"}).exit == 2);
  CHECK(home.call({"-u", "alice", "--token-use", "none", "https://a.example/"}).exit == 2);
}

TEST_CASE("-u without a password asks for it") {
  Home home;
  home.world.terminal = test::FakeTerminal({"hunter2"});
  home.world.transport.answer({});
  CHECK(home.call({"-u", "alice", "https://a.example/"}).exit == 0);
  REQUIRE(home.world.terminal.asked.size() == 1);
  CHECK(home.world.terminal.asked[0].secret);
}

TEST_CASE("binary bytes do not go to a terminal, unless -o - says so") {
  Home home;
  home.world.out_is_terminal = true;
  const std::string binary("a\0b", 3);
  home.world.transport.answer({.body = binary});
  CHECK(home.call({"--token-use", "none", "https://a.example/"}).exit == 23);
  home.world.transport.answer({.body = binary});
  CHECK(home.call({"--token-use", "none", "-o", "-", "https://a.example/"}).out == binary);
}

TEST_CASE("-o leaves an older file alone when the request fails") {
  Home home;
  const std::string file = (home.folder / "old").string();
  write_private_file(file, "old");
  home.world.transport.answer({.curl_error = 7});
  home.call({"--token-use", "none", "-o", file, "https://a.example/"});
  CHECK(read_file(file, 100) == "old");
  home.world.transport.answer({});
  home.call({"--token-use", "none", "-o", file, "https://a.example/"});
  CHECK(read_file(file, 100).empty());
}

TEST_CASE("an answer that says \"not modified\" leaves the file as it is, and makes none") {
  Home home;
  home.sign_in();
  write_private_file(home.folder / "kept", "old");
  for (const auto* name : {"kept", "none"}) {
    home.world.transport.answer({.status = 304});
    CHECK(home.call({"-o", (home.folder / name).string(), "https://api.example.com/"}).exit == 0);
  }
  CHECK(read_file(home.folder / "kept", 100) == "old");
  CHECK_FALSE(std::filesystem::exists(home.folder / "none"));
}

TEST_CASE("what is an option of every other command, and curl has too, is curl's") {
  Home home;
  home.sign_in();
  home.world.transport.answer({.body = "answer"});
  const auto result =
      home.call({"--json", "{}", "--output", (home.folder / "file").string(), "https://api.example.com/"});
  CHECK(result.exit == 0);
  CHECK(home.world.transport.sent.at(0).body == "{}");
  CHECK(read_file(home.folder / "file", 100) == "answer");
}

TEST_CASE("--rate spaces the begins of transfers, and waits for no first one") {
  Home home;
  home.sign_in();
  for (int i = 0; i < 3; ++i) home.world.transport.answer({});
  CHECK(home.call({"--rate", "4/s", "https://api.example.com/{a,b,c}"}).exit == 0);
  CHECK(home.world.clock.slept == std::vector<TimePoint::duration>(2, std::chrono::milliseconds(250)));
}

}  // namespace cauth
