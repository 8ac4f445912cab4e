#include "aws/profile_files.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

namespace cauth::aws {

TEST_CASE("sections, comments, quotes, nested settings and indented settings") {
  const IniFile file = parse_ini(
      "# a comment\n"
      "[default]\n"
      "region = eu-west-1\r\n"
      "s3 =\n"
      "  max_concurrent_requests = 20\n"
      "output: json\n"
      "[profile \"my dev\"]\n"
      "  aws_access_key_id = AKID  \n"
      "  AWS_SECRET_ACCESS_KEY = a=b#c\n"
      "; another\n",
      "config");
  CHECK(file.at("default").at("region") == "eu-west-1");
  CHECK(file.at("default").at("output") == "json");
  CHECK_FALSE(file.at("default").contains("max_concurrent_requests"));
  CHECK(file.at("profile my dev").at("aws_access_key_id") == "AKID");
  CHECK(file.at("profile my dev").at("aws_secret_access_key") == "a=b#c");
}

TEST_CASE("a line that is nothing is refused with its number, not its text") {
  try {
    parse_ini("[default]\naws_secret_access_key wJalrXUtnFEMI\n", "/home/alice/.aws/credentials");
    FAIL("it was taken");
  } catch (const Error& error) {
    CHECK(error.what_failed ==
          "cannot read \"/home/alice/.aws/credentials\": line 2 is neither a section nor a setting");
  }
}

TEST_CASE("a profile is both files' settings, those of the credentials file first") {
  test::TempDir folder;
  write_private_file(
      folder / "config",
      "[profile dev]\nregion = eu-west-1\naws_access_key_id = OLD\n[default]\nregion = us-east-1\n");
  write_private_file(folder / "credentials", "[dev]\naws_access_key_id = NEW\n");
  Environ env;
  env.set("AWS_CONFIG_FILE", (folder / "config").string());
  env.set("AWS_SHARED_CREDENTIALS_FILE", (folder / "credentials").string());
  const auto dev = read_profile(env, "dev");
  REQUIRE(dev);
  CHECK(dev->at("region") == "eu-west-1");
  CHECK(dev->at("aws_access_key_id") == "NEW");
  CHECK(read_profile(env, "default")->at("region") == "us-east-1");
  CHECK_FALSE(read_profile(env, "prod"));
}

TEST_CASE("without a home folder and without files there are no profiles") {
  CHECK_FALSE(read_profile(Environ(), "default"));
}

}  // namespace cauth::aws
