#include "session/settings.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

namespace cauth::session {
namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

// A home folder with a config file and what AWS's tools keep there.
struct Home {
  test::TempDir folder;
  Variables variables{{"HOME", folder.path().string()}, {"PATH", "/usr/bin:/bin"}};
  SettingFlags flags;
  Environ env;

  explicit Home(std::string_view config = "") {
    if (!config.empty()) write(".config/cauth/config.toml", config);
  }
  void write(const std::string& name, std::string_view text) const {
    make_private_folder((folder / name).parent_path());
    write_private_file(folder / name, text);
  }
  Settings settings() {
    env = Environ(variables);
    return Settings(env, flags);
  }
  std::string value(std::string_view name) { return settings().get(name).value_or("(none)"); }
  std::string origin(std::string_view name) {
    const auto setting = settings().find(name);
    return setting ? setting->origin : "(none)";
  }
  std::string secret() {
    const auto secret = settings().secret("client_secret");
    return secret ? std::string(secret->reveal()) : "(none)";
  }
  Error refusal(std::string_view name = "region") {
    try {
      settings().get(name);
    } catch (const Error& error) {
      CHECK(error.category == Category::usage);
      return error;
    }
    FAIL("no error");
    return usage_error("");
  }
};

constexpr std::string_view kPool = "[profile.default]\nuser_pool_id = \"eu-west-1_Profile\"\n";

}  // namespace

TEST_CASE("a flag beats the variable, the variable the profile, the profile other tools' variables") {
  Home home(kPool);
  CHECK(home.value("user_pool_id") == "eu-west-1_Profile");
  CHECK(home.origin("user_pool_id") == "profile default");
  home.variables["COGNITO_USER_POOL_ID"] = "eu-west-1_Other";
  CHECK(home.value("user_pool_id") == "eu-west-1_Profile");
  home.variables["CAUTH_USER_POOL_ID"] = "eu-west-1_Own";
  CHECK(home.value("user_pool_id") == "eu-west-1_Own");
  CHECK(home.origin("user_pool_id") == "CAUTH_USER_POOL_ID");
  home.flags["user_pool_id"] = "eu-west-1_Flag";
  CHECK(home.value("user_pool_id") == "eu-west-1_Flag");
  CHECK(home.origin("user_pool_id") == "--user-pool-id");
}

TEST_CASE("other tools' variables fill gaps") {
  Home home;
  home.variables["COGNITO_USER_POOL_ID"] = "eu-west-1_Other";
  home.variables["COGNITO_CLIENT_ID"] = "other";
  home.variables["AWS_CA_BUNDLE"] = "/ca.pem";
  CHECK(home.value("user_pool_id") == "eu-west-1_Other");
  CHECK(home.origin("client_id") == "COGNITO_CLIENT_ID");
  CHECK(home.value("ca_bundle") == "/ca.pem");
}

TEST_CASE("a variable that is set but empty counts as not set") {
  Home home(kPool);
  home.variables["CAUTH_USER_POOL_ID"] = "";
  CHECK(home.value("user_pool_id") == "eu-west-1_Profile");
}

TEST_CASE("the endpoint of the service itself beats the endpoint of all services") {
  Home home;
  home.variables["AWS_ENDPOINT_URL"] = "http://localhost:1";
  CHECK(home.value("endpoint_url") == "http://localhost:1");
  home.variables["AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER"] = "http://localhost:2";
  CHECK(home.value("endpoint_url") == "http://localhost:2");
}

TEST_CASE(
    "the region comes from its own settings, then the pool id, then AWS's variables, then the AWS profile") {
  Home home;
  CHECK(home.value("region") == "(none)");
  home.write(".aws/config", "[default]\nregion = us-west-1\n[profile dev]\nregion = us-west-2\n");
  CHECK(home.value("region") == "us-west-1");
  CHECK(home.origin("region") == "AWS profile default");
  home.variables["AWS_PROFILE"] = "dev";
  CHECK(home.value("region") == "us-west-2");
  home.variables["AWS_DEFAULT_REGION"] = "eu-central-1";
  CHECK(home.value("region") == "eu-central-1");
  home.variables["AWS_REGION"] = "eu-central-2";
  CHECK(home.value("region") == "eu-central-2");
  home.variables["COGNITO_USER_POOL_ID"] = "eu-west-1_Other";
  CHECK(home.value("region") == "eu-west-1");
  CHECK(home.origin("region") == "the user pool id");
  home.write(".config/cauth/config.toml", "[profile.default]\nregion = \"eu-west-2\"\n");
  CHECK(home.value("region") == "eu-west-2");
  home.variables["CAUTH_REGION"] = "eu-west-3";
  CHECK(home.value("region") == "eu-west-3");
  home.flags["region"] = "eu-north-1";
  CHECK(home.value("region") == "eu-north-1");
}

TEST_CASE("an AWS profile that the cauth profile names beats AWS_PROFILE") {
  Home home("[profile.default]\naws_profile = \"dev\"\n");
  home.write(".aws/config", "[profile dev]\nregion = us-west-2\n[profile other]\nregion = us-east-1\n");
  home.variables["AWS_PROFILE"] = "other";
  CHECK(home.value("region") == "us-west-2");
}

TEST_CASE("the profile is the one named by flag, else by variable, else default") {
  Home home(
      "[profile.default]\nclient_id = \"d\"\n[profile.dev]\nclient_id = \"e\"\n"
      "[profile.prod]\nclient_id = \"p\"\n");
  CHECK(home.value("client_id") == "d");
  home.variables["CAUTH_PROFILE"] = "dev";
  CHECK(home.value("client_id") == "e");
  CHECK(home.origin("client_id") == "profile dev");
  home.flags["profile"] = "prod";
  CHECK(home.value("client_id") == "p");
}

TEST_CASE("a named profile that does not exist is an error, never default") {
  Home home("[profile.default]\nclient_id = \"d\"\n[profile.staging]\nclient_id = \"s\"\n");
  home.flags["profile"] = "stagin";
  CHECK(home.refusal().what_failed == "there is no profile \"stagin\"");
  CHECK(home.refusal().hint == "did you mean \"staging\"?");
  home.flags.clear();
  home.variables["CAUTH_PROFILE"] = "zzz";
  CHECK(home.refusal().hint.find("default, staging") != std::string::npos);
  Home empty;
  empty.flags["profile"] = "dev";
  CHECK(empty.refusal().what_failed == "there is no profile \"dev\"");
}

TEST_CASE("configure may name a profile that is not there yet") {
  Home home(kPool);
  home.env = Environ(home.variables);
  const Settings settings(home.env, {{"profile", "new"}}, UnknownProfile::allowed);
  CHECK(settings.profile_name() == "new");
  CHECK_FALSE(settings.get("user_pool_id"));
}

TEST_CASE("a config file that is named and not there is an error, the usual one is not") {
  Home home;
  CHECK(home.value("client_id") == "(none)");
  home.variables["CAUTH_CONFIG"] = (home.folder / "nowhere.toml").string();
  CHECK(home.refusal().what_failed.find("nowhere.toml") != std::string::npos);
  home.write("other.toml", "[profile.default]\nclient_id = \"o\"\n");
  home.flags["config_file"] = (home.folder / "other.toml").string();
  CHECK(home.value("client_id") == "o");
}

TEST_CASE("nothing is read from the current directory") {
  // The names that a repository could bring along, beside the place where the config file really is.
  Home home(kPool);
  const auto before = std::filesystem::current_path();
  const test::TempDir repository;
  for (const char* name : {"config.toml", "cauth.toml", ".cauth.toml"}) {
    write_private_file(repository / name, "[profile.default]\nuser_pool_id = \"eu-west-1_Evil\"\n");
  }
  std::filesystem::current_path(repository.path());
  CHECK(home.value("user_pool_id") == "eu-west-1_Profile");
  home.variables.erase("HOME");
  CHECK(home.value("user_pool_id") == "(none)");
  home.variables["XDG_CONFIG_HOME"] = ".";
  CHECK(home.value("user_pool_id") == "(none)");
  std::filesystem::current_path(before);
}

TEST_CASE("a value that is none of the choices is refused by the name of what holds it") {
  Home home;
  home.variables["CAUTH_TOKEN_USE"] = "both";
  CHECK(home.refusal("token_use").what_failed == "CAUTH_TOKEN_USE must be id or access, not \"both\"");
}

TEST_CASE("truth is 1, 0, true or false, and anything else is refused") {
  Home home;
  CHECK_FALSE(home.settings().enabled("use_fips_endpoint"));
  for (const auto& [text, truth] :
       std::map<std::string, bool>{{"1", true}, {"true", true}, {"0", false}, {"false", false}}) {
    home.variables["AWS_USE_FIPS_ENDPOINT"] = text;
    CHECK(home.settings().enabled("use_fips_endpoint") == truth);
  }
  home.variables["CAUTH_USE_FIPS_ENDPOINT"] = "yes";
  CHECK(home.refusal("use_fips_endpoint").what_failed ==
        "CAUTH_USE_FIPS_ENDPOINT must be 1, 0, true or false, not \"yes\"");
}

TEST_CASE("pool and client from two places give one warning that names both") {
  Home home(kPool);
  home.variables["COGNITO_CLIENT_ID"] = "other";
  REQUIRE(home.settings().warnings().size() == 1);
  CHECK(home.settings().warnings()[0] ==
        "the user pool comes from profile default, but the client from COGNITO_CLIENT_ID");
  home.variables["COGNITO_USER_POOL_ID"] = "eu-west-1_Other";
  home.variables["CAUTH_USER_POOL_ID"] = "eu-west-1_Own";
  home.variables["CAUTH_CLIENT_ID"] = "own";
  CHECK(home.settings().warnings().empty());
}

TEST_CASE("a client secret in plain text in the profile is warned about, more so where others can read it") {
  Home home("[profile.default]\nclient_secret = \"hunter2\"\n");
  REQUIRE(home.settings().warnings().size() == 1);
  const auto config = home.folder.path() / ".config/cauth/config.toml";
  CHECK(home.settings().warnings()[0] ==
        "\"" + config.string() + "\" holds the client secret of profile \"default\" in plain text");
  std::filesystem::permissions(config, std::filesystem::perms::group_read,
                               std::filesystem::perm_options::add);
  CHECK(home.settings().warnings()[0].ends_with("and other users of this machine can read the file"));
  CHECK(home.settings().warnings()[0].find("hunter2") == std::string::npos);
  CHECK(Home("[profile.default]\nclient_secret = { env = \"X\" }\n").settings().warnings().empty());
}

TEST_CASE("a client secret comes from the variable, the profile's place, or the other tool's variable") {
  Home home("[profile.default]\nclient_secret = { command = [\"echo\", \"from-command\"] }\n");
  CHECK(home.secret() == "from-command");
  home.variables["COGNITO_CLIENT_SECRET"] = "other";
  CHECK(home.secret() == "from-command");
  home.variables["CAUTH_CLIENT_SECRET"] = "own";
  CHECK(home.secret() == "own");
  Home gap(kPool);
  CHECK(gap.secret() == "(none)");
  gap.variables["COGNITO_CLIENT_SECRET"] = "other";
  CHECK(gap.secret() == "other");
}

TEST_CASE("a secret's command runs only when the secret is asked for") {
  Home home;
  const auto mark = home.folder / "ran";
  home.write(".config/cauth/config.toml",
             "[profile.default]\nclient_secret = { command = \"echo x; : >" + mark.string() + "\" }\n");
  const auto where = home.settings().find_secret("client_secret");
  REQUIRE(where);
  CHECK(where->origin == "profile default");
  CHECK_FALSE(std::filesystem::exists(mark));
  CHECK(home.secret() == "x");
  CHECK(std::filesystem::exists(mark));
}

TEST_CASE("a secret goes with the client that stands beside it, never with another one") {
  Home home("[profile.default]\nclient_id = \"a\"\nclient_secret = \"secret-of-a\"\n");
  CHECK(home.secret() == "secret-of-a");
  home.flags["client_id"] = "b";
  CHECK(home.secret() == "(none)");
  home.variables["COGNITO_CLIENT_ID"] = "c";
  home.variables["COGNITO_CLIENT_SECRET"] = "secret-of-c";
  CHECK(home.secret() == "(none)");
  home.flags["client_id"] = "c";
  CHECK(home.secret() == "secret-of-c");
  home.flags["client_id"] = "a";
  CHECK(home.secret() == "secret-of-a");
}

TEST_CASE("a setting that is needed and not there names all the ways to give it") {
  Home home;
  try {
    home.settings().require("client_id");
    FAIL("there is a client id");
  } catch (const Error& error) {
    CHECK(error.category == Category::usage);
    CHECK(error.what_failed == "no client id is set");
    for (const char* way : {"--client-id", "CAUTH_CLIENT_ID", "client_id"}) {
      CHECK(error.hint.find(way) != std::string::npos);
    }
  }
}

TEST_CASE("every setting has a name, a variable and a line of help") {
  for (const auto& row : setting_rows()) {
    CAPTURE(row.name);
    CHECK_FALSE(row.help.empty());
    CHECK(row.variable.starts_with("CAUTH_"));
    CHECK_FALSE(row.value_name.empty());
    if (row.kind == SettingKind::secret) CHECK(row.flag.empty());
    CHECK(find_setting_row(row.name) == &row);
  }
}

}  // namespace cauth::session
