#include "aws/credentials.hpp"

#include "aws/credential_process.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "support/manual_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::aws {
namespace {

// An AWS folder of its own.
class Home {
 public:
  Home() {
    env.set("PATH", "/usr/bin:/bin");
    env.set("AWS_CONFIG_FILE", (folder_ / "config").string());
    env.set("AWS_SHARED_CREDENTIALS_FILE", (folder_ / "credentials").string());
  }
  void credentials(std::string_view text) { write_private_file(folder_ / "credentials", text); }
  void keys_in_environment() {
    env.set("AWS_ACCESS_KEY_ID", "ENVKEY");
    env.set("AWS_SECRET_ACCESS_KEY", "s");
  }
  Credentials find(const std::optional<std::string>& profile = {}) {
    return find_credentials(env, profile, clock);
  }
  Error failure(const std::optional<std::string>& profile = {}) {
    try {
      find(profile);
    } catch (const Error& error) {
      CHECK(exit_code(error) == 2);
      return error;
    }
    FAIL("credentials were found");
    return usage_error("");
  }

  Environ env;
  test::ManualClock clock;

 private:
  test::TempDir folder_;
};

constexpr std::string_view kTwoProfiles =
    "[default]\naws_access_key_id = DEFAULTKEY\naws_secret_access_key = s\n"
    "[dev]\naws_access_key_id = DEVKEY\naws_secret_access_key = s\naws_session_token = t\n";

}  // namespace

TEST_CASE("keys come from the environment first, then from the default profile") {
  Home home;
  home.credentials(kTwoProfiles);
  CHECK(home.find().access_key_id == "DEFAULTKEY");
  home.keys_in_environment();
  home.env.set("AWS_SESSION_TOKEN", "token");
  const auto found = home.find();
  CHECK(found.access_key_id == "ENVKEY");
  CHECK(found.session_token->reveal() == "token");
}

TEST_CASE("a profile that is named beats keys in the environment, AWS_PROFILE does not") {
  Home home;
  home.credentials(kTwoProfiles);
  home.env.set("AWS_PROFILE", "dev");
  CHECK(home.find().access_key_id == "DEVKEY");
  CHECK(home.find().session_token->reveal() == "t");
  home.keys_in_environment();
  CHECK(home.find().access_key_id == "ENVKEY");
  CHECK(home.find("dev").access_key_id == "DEVKEY");
}

TEST_CASE("without any, the message says what to set") {
  Home home;
  const Error error = home.failure();
  CHECK(error.what_failed.find("no AWS credentials") != std::string::npos);
  CHECK(error.hint.find("AWS_ACCESS_KEY_ID") != std::string::npos);
  CHECK(error.hint.find("--aws-profile") != std::string::npos);
}

TEST_CASE("half a pair of keys is refused, wherever it stands") {
  Home home;
  home.env.set("AWS_ACCESS_KEY_ID", "AKID");
  CHECK(home.failure().what_failed == "AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not");
  home.env.unset("AWS_ACCESS_KEY_ID");
  home.credentials("[default]\naws_access_key_id = A\n");
  CHECK(home.failure().what_failed.find("only one of") != std::string::npos);
}

TEST_CASE("a profile that does not exist is an error, never another one") {
  Home home;
  home.credentials(kTwoProfiles);
  CHECK(home.failure("prod").what_failed == "the AWS profile \"prod\" does not exist");
}

TEST_CASE("a profile that needs a role or a browser names the way to go") {
  Home home;
  home.credentials("[sso]\nsso_session = corp\n");
  const Error error = home.failure("sso");
  CHECK(error.what_failed.find("sso_session") != std::string::npos);
  CHECK(error.hint.find("export-credentials --profile sso") != std::string::npos);
}

TEST_CASE("credential_process is run and its keys are taken") {
  Home home;
  home.credentials(
      "[p]\ncredential_process = printf '%s' "
      "'{\"Version\":1,\"AccessKeyId\":\"PKEY\",\"SecretAccessKey\":\"s\",\"SessionToken\":\"t\","
      "\"Expiration\":\"2999-01-01T00:00:00Z\"}'\n");
  const auto found = home.find("p");
  CHECK(found.access_key_id == "PKEY");
  CHECK(found.session_token->reveal() == "t");
  CHECK(found.source == "the AWS profile \"p\"");
}

TEST_CASE("a credential_process that fails, prints rubbish or old keys is refused") {
  Home home;
  const auto why = [&](const std::string& command) {
    home.credentials("[p]\ncredential_process = " + command + "\n");
    return home.failure("p").what_failed;
  };
  CHECK(why("false").find("exit status 1") != std::string::npos);
  CHECK(why("echo hello").find("JSON object") != std::string::npos);
  CHECK(why("echo '{\"Version\":2}'").find("Version 1") != std::string::npos);
  CHECK(why("echo '{\"Version\":1,\"AccessKeyId\":\"A\"}'").find("SecretAccessKey") != std::string::npos);
  CHECK(why("printf '%s' '{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"s\","
            "\"Expiration\":\"2001-01-01T00:00:00Z\"}'")
            .find("expired") != std::string::npos);
  CHECK(why("no-such-program-here").find("cannot run") != std::string::npos);
}

TEST_CASE("cauth's own secrets do not reach a credential_process") {
  Home home;
  home.env.set("CAUTH_PASSWORD", "hunter2");
  home.credentials("[p]\ncredential_process = sh -c 'test -z \"$CAUTH_PASSWORD\"'\n");
  CHECK(home.failure("p").what_failed.find("JSON object") != std::string::npos);
}

TEST_CASE("a command line is cut as a shell cuts it, and nothing is expanded") {
  using Words = std::vector<std::string>;
  CHECK(split_command("a  b\tc") == Words{"a", "b", "c"});
  CHECK(split_command("'a b' \"c d\" e\\ f") == Words{"a b", "c d", "e f"});
  CHECK(split_command("\"a\\\"b\" 'c\\d' \"e\\f\" ''") == Words{"a\"b", "c\\d", "e\\f", ""});
  CHECK(split_command("$HOME ~ *") == Words{"$HOME", "~", "*"});
  CHECK_THROWS_AS(split_command("'open"), Error);
}

}  // namespace cauth::aws
