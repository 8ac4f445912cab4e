#include "support/run_cli.hpp"

#include <doctest/doctest.h>

#include <chrono>

using namespace cauth;

TEST_CASE("totp prints RFC 6238's codes for the moment") {
  test::FakeWorld world;
  world.variables["CAUTH_TOTP_SECRET"] = "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ";
  world.clock = test::ManualClock(from_unix_seconds(std::chrono::seconds(1111111109)));
  const auto result = test::run_cli({"totp"}, world);
  CHECK(result.exit == 0);
  CHECK(result.out == "081804\n");
  CHECK(result.err.empty());
}

TEST_CASE("totp refuses what is no secret, and shows it nowhere") {
  test::FakeWorld world;
  world.variables["CAUTH_TOTP_SECRET"] = "not-0189-base32";
  const auto result = test::run_cli({"totp"}, world);
  CHECK(result.exit == 2);
  CHECK(result.out.empty());
  CHECK(result.err.find("0189") == std::string::npos);
  CHECK(test::run_cli({"totp", "--no-input"}).exit == 2);
}
