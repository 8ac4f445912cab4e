#include "base/file.hpp"
#include "support/contains.hpp"
#include "support/run_cli.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {
namespace {

using test::contains;

using test::CliResult;

struct Home {
  test::TempDir folder;
  test::FakeWorld world;
  std::filesystem::path config = folder / "cauth/config.toml";

  Home() { world.variables = {{"XDG_CONFIG_HOME", folder.path().string()}, {"PATH", "/usr/bin:/bin"}}; }
  void write(std::string_view text) const {
    make_private_folder(config.parent_path());
    write_private_file(config, text);
  }
  std::string text() const { return read_file(config, 10000); }
  CliResult run(const std::vector<std::string>& words) { return run_cli(words, world); }
  CliResult ask(std::vector<std::string> answers) {
    world.terminal = test::FakeTerminal(std::move(answers));
    return run({"configure"});
  }
};

}  // namespace

TEST_CASE("configure writes what stands on the line") {
  Home home;
  const CliResult result = home.run({"configure", "--user-pool-id", "eu-west-1_AbCdEfGhI", "--client-id",
                                     "c1", "--endpoint-url", "http://127.0.0.1:9230", "--profile", "dev"});
  CHECK(result.exit == 0);
  CHECK(result.out.empty());
  CHECK(home.text() ==
        "[profile.dev]\nclient_id = \"c1\"\nendpoint_url = \"http://127.0.0.1:9230\"\n"
        "user_pool_id = \"eu-west-1_AbCdEfGhI\"\n");
  CHECK_FALSE(readable_by_others(home.config));
}

TEST_CASE("configure asks, shows what there is, and keeps it where the answer is empty") {
  Home home;
  home.write("# mine\n[profile.default]\nuser_pool_id = \"eu-west-1_Old\"\nclient_id = \"old\"\n");
  const CliResult result = home.ask({"eu-west-1_New", "", "", "alice", ""});
  CHECK(result.exit == 0);
  CHECK(home.text() ==
        "# mine\n[profile.default]\nuser_pool_id = \"eu-west-1_New\"\nclient_id = \"old\"\n"
        "username = \"alice\"\n");
  CHECK(home.world.terminal.asked[0].prompt == "User pool id [eu-west-1_Old]: ");
  CHECK(home.world.terminal.asked[2].secret);
}

TEST_CASE("configure asks again after a slip") {
  Home home;
  const CliResult result = home.ask({"nonsense", "eu-west-1_New", "c1", "", "", ""});
  CHECK(result.exit == 0);
  CHECK(contains(result.err, "nonsense"));
  CHECK(contains(home.text(), "user_pool_id = \"eu-west-1_New\""));
}

TEST_CASE("configure asks for a region only where no pool says it") {
  Home home;
  CHECK(home.ask({"", "eu-west-1", "c1", "", "", ""}).exit == 0);
  CHECK(home.text() == "[profile.default]\nregion = \"eu-west-1\"\nclient_id = \"c1\"\n");
}

TEST_CASE("a client secret that is typed goes to a private file that the profile names") {
  Home home;
  CHECK(home.ask({"eu-west-1_New", "c1", "hunter2", "", ""}).exit == 0);
  CHECK_FALSE(contains(home.text(), "hunter2"));
  CHECK(contains(home.text(), "client_secret = { file = \"secrets/default.client_secret-"));
  const auto file = std::filesystem::directory_iterator(home.folder / "cauth/secrets")->path();
  CHECK(read_file(file, 100) == "hunter2");
  CHECK_FALSE(readable_by_others(file));
  const CliResult listed = home.run({"configure", "list"});
  CHECK(contains(listed.out, "profile default: the file \"" + file.string() + "\""));
  CHECK_FALSE(contains(listed.out, "hunter2"));
}

TEST_CASE("a client secret comes from standard input, or its place is named") {
  Home home;
  home.world.input = "hunter2\n";
  CHECK(home.run({"configure", "--client-id", "c", "--client-secret-stdin"}).exit == 0);
  const auto file = std::filesystem::directory_iterator(home.folder / "cauth/secrets")->path();
  CHECK(read_file(file, 100) == "hunter2");
  CHECK(home.run({"configure", "--client-secret-from", "command:pass show \"x\""}).exit == 0);
  CHECK(home.text() ==
        "[profile.default]\nclient_id = \"c\"\nclient_secret = { command = \"pass show \\\"x\\\"\" }\n");
}

TEST_CASE("configure without anybody to ask and nothing on the line ends with 4") {
  Home home;
  const CliResult result = home.run({"configure"});
  CHECK(result.exit == 4);
  CHECK(contains(result.err, "hint: say it with options"));
  CHECK_FALSE(std::filesystem::exists(home.config));
}

TEST_CASE("configure refuses values that no request could use, and writes nothing") {
  Home home;
  for (const auto& one : std::vector<std::pair<std::string, std::string>>{{"user_pool_id", "pool"},
                                                                          {"client_id", "a b"},
                                                                          {"region", "nowhere"},
                                                                          {"api", "api.example.com"},
                                                                          {"endpoint_url", "x"},
                                                                          {"token_use", "both"},
                                                                          {"use_fips_endpoint", "yes"},
                                                                          {"client_secret", "hunter2"},
                                                                          {"client_secret", "env:"}}) {
    CAPTURE(one.first);
    const CliResult result = home.run({"configure", "set", one.first, one.second});
    CHECK(result.exit == 2);
    CHECK_FALSE(contains(result.err, "hunter2"));
  }
  CHECK_FALSE(std::filesystem::exists(home.config));
}

TEST_CASE("configure set changes one setting, an empty value removes it") {
  Home home;
  home.write("[profile.default]\nclient_id = \"a\" # keep me\n");
  CHECK(home.run({"configure", "set", "token_use", "access"}).exit == 0);
  CHECK(home.run({"configure", "set", "use_fips_endpoint", "1"}).exit == 0);
  CHECK(home.text() ==
        "[profile.default]\nclient_id = \"a\" # keep me\ntoken_use = \"access\"\nuse_fips_endpoint = true\n");
  CHECK(home.run({"configure", "set", "token_use", ""}).exit == 0);
  CHECK(home.text() == "[profile.default]\nclient_id = \"a\" # keep me\nuse_fips_endpoint = true\n");
  const CliResult unknown = home.run({"configure", "set", "tokenuse", "id"});
  CHECK(unknown.exit == 2);
  CHECK(contains(unknown.err, "did you mean \"token_use\"?"));
}

TEST_CASE("configure never overwrites a file that cannot be parsed") {
  Home home;
  home.write("[profile.default\n");
  const CliResult result = home.run({"configure", "--client-id", "c"});
  CHECK(result.exit == 2);
  CHECK(contains(result.err, "line 1"));
  CHECK(home.text() == "[profile.default\n");
}

TEST_CASE("configure get prints the value that commands would use, and 1 where there is none") {
  Home home;
  home.write("[profile.default]\nuser_pool_id = \"eu-west-1_A\"\nclient_secret = \"hunter2\"\n");
  CHECK(home.run({"configure", "get", "user_pool_id"}).out == "eu-west-1_A\n");
  CHECK(home.run({"configure", "get", "region"}).out == "eu-west-1\n");
  home.world.variables["CAUTH_USER_POOL_ID"] = "eu-west-2_B";
  CHECK(home.run({"configure", "get", "user_pool_id"}).out == "eu-west-2_B\n");
  const CliResult none = home.run({"configure", "get", "api"});
  CHECK(none.exit == 1);
  CHECK(none.out.empty());
  CHECK(none.err.empty());
  const CliResult secret = home.run({"configure", "get", "client_secret"});
  CHECK(secret.exit == 2);
  CHECK_FALSE(contains(secret.out + secret.err, "hunter2"));
  CHECK(home.run({"configure", "get"}).exit == 2);
}

TEST_CASE("configure list says where each setting came from, and shows no secret") {
  Home home;
  home.write("[profile.default]\nclient_id = \"a\"\nclient_secret = \"hunter2\"\n");
  home.world.variables["COGNITO_USER_POOL_ID"] = "eu-west-1_A";
  home.world.variables["CAUTH_PASSWORD"] = "hunter3";
  const CliResult list = home.run({"configure", "list", "--region", "eu-west-3"});
  CHECK(list.exit == 0);
  for (const char* part :
       {"profile default", "COGNITO_USER_POOL_ID", "--region", "CAUTH_PASSWORD", "not set"}) {
    CHECK(contains(list.out, part));
  }
  const CliResult json = home.run({"configure", "list", "--output", "json"});
  CHECK(contains(json.out, "\"from\": \"profile default: the profile itself\""));
  CHECK_FALSE(contains(list.out + json.out, "hunter"));
}

}  // namespace cauth::cli
