#include "session/totp_steps.hpp"

#include "base/file.hpp"
#include "support/manual_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <functional>
#include <map>
#include <string>

namespace cauth::session {
namespace {

using Variables = std::map<std::string, std::string, std::less<>>;

const TotpOwner kAlice{.endpoint = "", .pool = "eu-west-1_AbCdEfGhI", .username = "alice"};

TEST_CASE("each step is taken once by a user, and users do not wait for each other") {
  const test::TempDir folder;
  test::ManualClock clock;
  const Environ env(Variables{{"CAUTH_STATE_DIR", folder.path().string()}});
  CHECK(take_totp_step(kAlice, 100, env, clock) == 100);
  CHECK(take_totp_step(kAlice, 100, env, clock) == 101);
  CHECK(take_totp_step(kAlice, 100, env, clock) == 102);
  CHECK(take_totp_step(kAlice, 200, env, clock) == 200);
  CHECK(take_totp_step({.endpoint = "", .pool = kAlice.pool, .username = "bob"}, 200, env, clock) == 200);
  CHECK(take_totp_step({.endpoint = "http://x", .pool = kAlice.pool, .username = "alice"}, 200, env, clock) ==
        200);
}

TEST_CASE("a step far ahead was noted under a wrong clock and is passed over; so is what is no number") {
  const test::TempDir folder;
  test::ManualClock clock;
  const Environ env(Variables{{"CAUTH_STATE_DIR", folder.path().string()}});
  CHECK(take_totp_step(kAlice, 5000, env, clock) == 5000);
  CHECK(take_totp_step(kAlice, 100, env, clock) == 100);
  for (const auto& entry : std::filesystem::directory_iterator(folder / "totp")) {
    if (entry.path().extension() == ".step") write_private_file(entry.path(), "garbage");
  }
  CHECK(take_totp_step(kAlice, 100, env, clock) == 100);
}

TEST_CASE("where nothing can be kept the step of now it is") {
  test::ManualClock clock;
  CHECK(take_totp_step(kAlice, 100, Environ(), clock) == 100);
  CHECK(take_totp_step(kAlice, 100, Environ(Variables{{"CAUTH_STATE_DIR", "/dev/null/x"}}), clock) == 100);
}

}  // namespace
}  // namespace cauth::session
