#include "cli/dispatch.hpp"

#include "support/run_cli.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace cauth;
using test::run_cli;

TEST_CASE("a command is found behind the options of every command") {
  const auto result = run_cli({"--region", "eu-west-1", "-v", "version"});
  CHECK(result.exit == 0);
  CHECK(result.out.starts_with("cauth "));
  CHECK(result.err.empty());
}

TEST_CASE("the value of an option is not taken for the command") {
  const auto result = run_cli({"--profile", "version"});
  CHECK(result.exit == 2);
  CHECK(result.err.find("usage: cauth") != std::string::npos);
}

TEST_CASE("help is given even where something required is missing") {
  const auto result = run_cli({"completion", "--help"});
  CHECK(result.exit == 0);
  CHECK(result.out.find("usage: cauth completion") != std::string::npos);
}

TEST_CASE("the AWS form wants an operation, and names the nearest") {
  const auto without = run_cli({"--no-cli-pager", "cognito-idp"});
  CHECK(without.exit == 2);
  CHECK(without.err.find("needs an operation") != std::string::npos);
  const auto unknown =
      run_cli({"cognito-idp", "--color", "off", "--region", "eu-west-1", "no-such-operation"});
  CHECK(unknown.exit == 2);
  CHECK(unknown.err.find("unknown operation \"no-such-operation\"") != std::string::npos);
  CHECK(run_cli({"cognito-idp", "version"}).err.find("unknown operation") != std::string::npos);
}

TEST_CASE("the AWS CLI's own global options are for the AWS form alone") {
  const auto result = run_cli({"--no-cli-pager", "version"});
  CHECK(result.exit == 2);
  CHECK(result.err.find("unknown option \"--no-cli-pager\"") != std::string::npos);
}
