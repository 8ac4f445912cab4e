#include "session/config_file.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "session/toml.hpp"
#include "support/manual_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace cauth::session {
namespace {

// A config file in a folder of its own.
struct Config {
  test::TempDir folder;
  std::filesystem::path path = folder / "config.toml";

  explicit Config(std::string_view text) { write_private_file(path, text); }
  ConfigFile read() const { return read_config(path, std::filesystem::path("/home/alice")); }
  std::string text() const { return read_file(path, kLargestConfig); }
  void write(std::string_view profile, const std::vector<ProfileChange>& changes) const {
    test::ManualClock clock;
    write_profile(path, profile, changes, clock);
  }
};

Error refusal(std::string_view text) {
  const Config config(text);
  try {
    config.read();
  } catch (const Error& error) {
    CHECK(error.what_failed.find(config.path.string()) != std::string::npos);
    return error;
  }
  FAIL("the file was accepted: ", text);
  return usage_error("");
}

void check_refused(std::string_view text, std::string_view what, std::string_view hint = {}) {
  const Error error = refusal(text);
  CHECK(error.category == Category::usage);
  INFO(error.what_failed, " / ", error.hint);
  CHECK(error.what_failed.find(what) != std::string::npos);
  CHECK(error.hint.find(hint) != std::string::npos);
}

}  // namespace

TEST_CASE("a profile's settings are read") {
  const Config config(
      "[profile.default]\n"
      "user_pool_id = \"eu-west-1_AbCdEfGhI\"\n"
      "token_use = 'access'\n"
      "use_fips_endpoint = true\n"
      "[profile.dev]\n"
      "username = \"alice\"\n");
  const ConfigFile file = config.read();
  CHECK(file.exists);
  REQUIRE(file.profiles.size() == 2);
  const auto& values = file.profiles.at("default").values;
  CHECK(values.at("user_pool_id") == "eu-west-1_AbCdEfGhI");
  CHECK(values.at("token_use") == "access");
  CHECK(values.at("use_fips_endpoint") == "true");
  CHECK(file.profiles.at("dev").values.at("username") == "alice");
}

TEST_CASE("a config file that is not there has no profiles") {
  const test::TempDir folder;
  const ConfigFile file = read_config(folder / "config.toml", std::nullopt);
  CHECK_FALSE(file.exists);
  CHECK(file.profiles.empty());
}

TEST_CASE("a secret may be a text, a variable, a file, a command's words or a line for the shell") {
  using Kind = SecretSource::Kind;
  const auto source = [](std::string_view value) {
    const Config config("[profile.default]\nclient_secret = " + std::string(value) + "\n");
    auto file = config.read();
    return std::move(file.profiles.at("default").secrets.at("client_secret"));
  };
  CHECK(source("\"s\"").kind == Kind::literal);
  CHECK(source("\"s\"").literal.reveal() == "s");
  CHECK(source("{ env = \"X\" }").kind == Kind::environment);
  CHECK(source("{ env = \"X\" }").name == "X");
  CHECK(source("{ file = \"/x/y\" }").name == "/x/y");
  CHECK(source("{ command = \"pass show x\" }").kind == Kind::shell_command);
  CHECK(source("{ command = [\"pass\", \"show x\"] }").kind == Kind::command);
  CHECK(source("{ command = [\"pass\", \"show x\"] }").command == std::vector<std::string>{"pass", "show x"});
}

TEST_CASE("a secret's file is relative to the config file or the home folder, never to where one stands") {
  const Config config(
      "[profile.a]\nclient_secret = { file = \"secret\" }\n"
      "[profile.b]\nclient_secret = { file = \"~/secret\" }\n");
  const auto file = config.read();
  CHECK(file.profiles.at("a").secrets.at("client_secret").name == config.folder / "secret");
  CHECK(file.profiles.at("b").secrets.at("client_secret").name == "/home/alice/secret");
}

TEST_CASE("origins and how they get the token are read") {
  const Config config(
      "[profile.default.origin.\"https://api.example.com\"]\n"
      "token_use = \"access\"\nscopes = [\"orders/read\", \"orders/write\"]\n"
      "[profile.default.origin.\"https://*.preview.example.com\"]\n"
      "auth_header = \"raw\"\nheader_name = \"X-Auth\"\n");
  const auto file = config.read();
  const auto& origins = file.profiles.at("default").origins;
  REQUIRE(origins.size() == 2);
  CHECK(origins[0].pattern == "https://*.preview.example.com");
  CHECK(origins[0].auth_header == "raw");
  CHECK(origins[0].header_name == "X-Auth");
  CHECK_FALSE(origins[0].scopes);
  CHECK(origins[1].token_use == "access");
  CHECK(origins[1].scopes == "orders/read orders/write");
}

TEST_CASE("an unknown setting is refused with its line and the nearest that there is") {
  check_refused("[profile.default]\n\nclientid = \"x\"\n", "line 3: there is no setting \"clientid\"",
                "did you mean \"client_id\"?");
  check_refused("[profile.default]\nprofile = \"x\"\n", "there is no setting \"profile\"");
  check_refused("[profiles.default]\n", "line 1: there is no table \"profiles\"", "\"profile\"");
  check_refused("[profile.default.origin.\"https://x.example\"]\ntokenuse = \"id\"\n",
                "there is no setting of an origin \"tokenuse\"", "\"token_use\"");
}

TEST_CASE("a value of the wrong kind is refused with its line") {
  check_refused("[profile.default]\nclient_id = 12\n", "line 2: \"client_id\" must be a text in quotes");
  check_refused("[profile.default]\ntoken_use = \"both\"\n",
                "line 2: \"token_use\" must be id or access, not \"both\"");
  check_refused("[profile.default]\nuse_fips_endpoint = \"yes\"\n", "must be 1, 0, true or false");
  check_refused("[profile.default]\nuse_fips_endpoint = 2\n", "must be 1, 0, true or false");
  check_refused("profile = \"default\"\n", "\"profile\" must be a table");
  check_refused("[profile]\ndefault = 1\n", "\"default\" must be a table");
  check_refused("[profile.default]\norigin = 1\n", "\"origin\" must be a table");
  check_refused("[profile.default.origin.\"api.example.com/x\"]\n", "is no origin", "scheme and host");
  check_refused("[profile.default.origin.\"https://a.*.example.com\"]\n", "is no origin");
}

TEST_CASE("a secret that says no place, or several, is refused without being shown") {
  check_refused("[profile.default]\nclient_secret = { vault = \"hunter2\" }\n",
                "there is no place for a secret \"vault\"", "env, file, command");
  check_refused("[profile.default]\nclient_secret = { env = \"A\", file = \"B\" }\n",
                "must say where the secret is");
  check_refused("[profile.default]\nclient_secret = 12345\n", "must say where the secret is");
  check_refused("[profile.default]\nclient_secret = { command = [] }\n", "\"command\" must be");
  check_refused("[profile.default]\nclient_secret = { command = [\"a\", 1] }\n", "\"command\" must be");
  check_refused("[profile.default]\nclient_secret = { env = \"\" }\n", "\"env\" is empty");
  const Error error = refusal("[profile.default]\nclient_secret = \"hunter2\n");
  CHECK(error.what_failed.find("hunter2") == std::string::npos);
  CHECK(error.hint.find("hunter2") == std::string::npos);
}

TEST_CASE("a file that is no TOML is refused with its line") {
  check_refused("[profile.default]\nclient_id = \n", "line 2: the value is missing");
  check_refused("[profile.default\n", "line 1: a table's header is not written [profile.NAME]");
}

TEST_CASE("writing changes one value and leaves comments, order and spacing alone") {
  const Config config(
      "# my pools\n\n"
      "[profile.default]   # the usual one\n"
      "  client_id   =  'old'   # from the console\n"
      "client_secret = { command = [\"pass\",\n   \"show\"] }\n\n"
      "# the other one\n"
      "[profile.dev]\n"
      "client_id = \"dev\"\n");
  config.write("default", {{"client_id", "\"new\""}});
  CHECK(config.text() ==
        "# my pools\n\n"
        "[profile.default]   # the usual one\n"
        "  client_id   =  \"new\"   # from the console\n"
        "client_secret = { command = [\"pass\",\n   \"show\"] }\n\n"
        "# the other one\n"
        "[profile.dev]\n"
        "client_id = \"dev\"\n");
}

TEST_CASE("a new setting goes below the profile's last one") {
  const Config config("[profile.default]\nclient_id = \"a\"\n\n# dev\n[profile.dev]\n");
  config.write("default", {{"region", "\"eu-west-1\""}, {"username", "\"alice\""}});
  CHECK(config.text() ==
        "[profile.default]\nclient_id = \"a\"\nregion = \"eu-west-1\"\nusername = \"alice\"\n\n# dev\n"
        "[profile.dev]\n");
  config.write("dev", {{"client_id", "\"d\""}});
  CHECK(config.text().ends_with("[profile.dev]\nclient_id = \"d\"\n"));
}

TEST_CASE("a new profile goes to the end, a missing line end is added") {
  const Config config("[profile.default]\nclient_id = \"a\"");
  config.write("my pool", {{"client_id", "\"b\""}});
  CHECK(config.text() ==
        "[profile.default]\nclient_id = \"a\"\n\n[profile.\"my pool\"]\nclient_id = \"b\"\n");
  CHECK(config.read().profiles.at("my pool").values.at("client_id") == "b");
}

TEST_CASE("a profile that only has origins gets a header of its own") {
  const Config config("[profile.default.origin.\"https://x.example\"]\ntoken_use = \"id\"\n");
  config.write("default", {{"client_id", "\"b\""}});
  CHECK(config.read().profiles.at("default").values.at("client_id") == "b");
  CHECK(config.read().profiles.at("default").origins.size() == 1);
}

TEST_CASE("an empty value takes the setting's lines out") {
  const Config config(
      "[profile.default]\nclient_id = \"a\" # x\nclient_secret = { command = [\n\"p\"] }\nregion = \"r\"\n");
  config.write("default", {{"client_secret", ""}, {"client_id", ""}, {"username", ""}});
  CHECK(config.text() == "[profile.default]\nregion = \"r\"\n");
}

TEST_CASE("lines that end in CRLF stay so") {
  const Config config("# h\xc3\xa9\r\n[profile.default]\r\nclient_id = \"\xc3\xa9\"\r\n");
  config.write("default", {{"client_id", "\"b\""}, {"region", "\"r\""}});
  CHECK(config.text() == "# h\xc3\xa9\r\n[profile.default]\r\nclient_id = \"b\"\r\nregion = \"r\"\r\n");
}

TEST_CASE("a file that does not parse is never overwritten") {
  const std::string broken = "[profile.default\nclient_id = \"a\"\n";
  const Config config(broken);
  CHECK_THROWS_AS(config.write("default", {{"client_id", "\"b\""}}), Error);
  CHECK(config.text() == broken);
}

TEST_CASE("a profile that cannot be edited without touching the rest is left alone") {
  for (const std::string text :
       {"profile = { default = { client_id = \"a\" } }\n", "profile.default.client_id = \"a\"\n",
        "[profile.default]\nclient_id = \"a\"; region = 1\n"}) {
    const Config config(text);
    CHECK_THROWS_AS(config.write("default", {{"region", "\"b\""}}), Error);
    CHECK(config.text() == text);
  }
}

TEST_CASE("a value that is no TOML is refused and nothing is written") {
  const std::string text = "[profile.default]\n";
  const Config config(text);
  CHECK_THROWS_AS(config.write("default", {{"region", "\"a\"\n[profile.evil]"}}), Error);
  CHECK_THROWS_AS(config.write("default", {{"region", "a b"}}), Error);
  CHECK(config.text() == text);
}

TEST_CASE("a new config file is private, in a folder made for it") {
  const test::TempDir folder;
  const auto path = folder.path() / "a" / "cauth" / "config.toml";
  test::ManualClock clock;
  write_profile(path, "default", {{"client_id", "\"a\""}}, clock);
  CHECK_FALSE(readable_by_others(path));
  CHECK_FALSE(readable_by_others(path.parent_path()));
  CHECK(read_file(path, kLargestConfig) == "[profile.default]\nclient_id = \"a\"\n");
}

TEST_CASE("strings are quoted so that they read back as they were") {
  const test::TempDir folder;
  const auto path = folder / "config.toml";
  const std::string odd = "a\"b\\c\td\x7f \xc3\xa9 # '";
  test::ManualClock clock;
  write_profile(path, "default", {{"username", toml_string(odd)}}, clock);
  CHECK(read_config(path, std::nullopt).profiles.at("default").values.at("username") == odd);
}

TEST_CASE("what is no TOML is told in words that quote no value: it might be a secret without its quotes") {
  struct Case {
    std::string_view line, what;
  };
  for (const Case& one : {
           Case{"client_secret = tRuSt-no-1", "a text must stand in quotes"},
           Case{"client_secret = 1hunter2", "a text must stand in quotes"},
           Case{"client_secret = hunter2", "a text must stand in quotes"},
           Case{"client_secret = 2020-hunter2", "a text must stand in quotes"},
           Case{"client_secret = \"hunter2", "a text is not closed on its line"},
           Case{"client_secret = \"hunter2\nx = 1\"", "a text is not closed on its line"},
           Case{"client_secret: hunter2", "there is no \"=\" after the name"},
           Case{"client_secret = \"hunter2\" hunter3", "something stands after the value"},
           Case{"username = \"a\"\nusername = \"b\"", "line 3: \"username\" stands twice"},
           Case{"username = \"C:\\Users\"", "a backslash in a text must be written twice"},
           Case{"client_secret = [\"a\" \"b\"]", "a list lacks a comma"},
           Case{"client_secret = { env \"A\" }", "there is no \"=\" after the name"},
           Case{"= 1", "a line is neither name = value nor a table's header"},
           Case{"\xff", "this is not UTF-8"},
       }) {
    const Error error = refusal("[profile.default]\n" + std::string(one.line) + "\n");
    INFO(error.what_failed);
    CHECK(error.what_failed.find(one.what) != std::string::npos);
    CHECK(error.what_failed.find("unter") == std::string::npos);
    CHECK(error.what_failed.find("tRuSt") == std::string::npos);
  }
}

TEST_CASE("a client secret may be a list of two, the first to be tried first") {
  const Config config(
      "[profile.default]\n"
      "client_secret = [{ env = \"NEW\" }, \"old\"]\n");
  const ConfigFile file = config.read();
  const Profile& profile = file.profiles.at("default");
  CHECK(profile.secrets.at("client_secret").name == "NEW");
  REQUIRE(profile.other_client_secret);
  CHECK(profile.other_client_secret->literal.reveal() == "old");
}

TEST_CASE("a list of secrets is for the client alone, and has two") {
  check_refused("[profile.default]\nclient_secret = [\"a\"]\n", "must be one secret or a list of two");
  check_refused("[profile.default]\nclient_secret = []\n", "must be one secret or a list of two");
  check_refused("[profile.default]\nclient_secret = [\"a\", \"b\", \"c\"]\n", "or a list of two");
  check_refused("[profile.default]\nclient_secret = [\"a\", 1]\n", "must say where the secret is");
  check_refused("[profile.default]\npassword = [\"a\", \"b\"]\n", "must say where the secret is");
}

TEST_CASE("writers of one config file lose nothing of each other's") {
  const Config config("");
  std::vector<std::thread> writers;
  for (int i = 0; i < 8; ++i) {
    writers.emplace_back([&config, i] {
      SystemClock clock;
      write_profile(config.path, "p" + std::to_string(i), {{"username", "\"u\""}}, clock);
    });
  }
  for (auto& writer : writers) writer.join();
  const ConfigFile file = config.read();
  CHECK(file.profiles.size() == 8);
}

}  // namespace cauth::session
