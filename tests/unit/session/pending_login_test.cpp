#include "session/pending_login.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/manual_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <filesystem>

namespace cauth::session {
namespace {

struct Pending {
  test::TempDir folder;
  Environ env{{{"CAUTH_STATE_DIR", folder.path().string()}}};
  test::ManualClock clock;

  void save() {
    PendingLogin login;
    login.challenge = {.name = "NEW_PASSWORD_REQUIRED",
                       .session = SecretString("s3ssion"),
                       .parameters = {{"requiredAttributes", "[]"}},
                       .available = {"PASSWORD"}};
    login.username = "3f2a";
    login.alias = "alice@example.com";
    login.region = "eu-west-1";
    login.client_id = "c";
    login.profile = "default";
    login.since = clock.now();
    save_pending_login(login, env);
  }
  std::filesystem::path file() const {
    return std::filesystem::directory_iterator(folder / "pending")->path();
  }
};

}  // namespace

TEST_CASE("a login that stopped is read back as it was") {
  Pending at;
  at.save();
  const auto login = load_pending_login("default", at.env, at.clock.now());
  REQUIRE(login);
  CHECK(login->challenge.name == "NEW_PASSWORD_REQUIRED");
  CHECK(login->challenge.session.reveal() == "s3ssion");
  CHECK(*login->challenge.parameter("requiredAttributes") == "[]");
  CHECK(login->challenge.available == std::vector<std::string>{"PASSWORD"});
  CHECK(login->username == "3f2a");
  CHECK(login->alias == "alice@example.com");
  CHECK(login->since == at.clock.now());
  CHECK_FALSE(readable_by_others(at.file()));
  CHECK_FALSE(load_pending_login("dev", at.env, at.clock.now()));
}

TEST_CASE("a login that stopped is forgotten after a quarter of an hour, or when told so") {
  using std::chrono::seconds;
  Pending at;
  at.save();
  CHECK(load_pending_login("default", at.env, at.clock.now() + kPendingLoginKept - seconds(1)));
  CHECK_FALSE(load_pending_login("default", at.env, at.clock.now() + kPendingLoginKept));
  erase_pending_login("default", at.env);
  CHECK_FALSE(load_pending_login("default", at.env, at.clock.now()));
}

TEST_CASE("a stopped login that cannot be understood is an error that names the file") {
  Pending at;
  at.save();
  write_private_file(at.file(), "{\"session\":\"s3ssion\"");
  try {
    load_pending_login("default", at.env, at.clock.now());
    FAIL("a broken file was read");
  } catch (const Error& error) {
    CHECK(error.category == Category::usage);
    CHECK(error.what_failed.find(at.file().string()) != std::string::npos);
    CHECK(error.what_failed.find("s3ssion") == std::string::npos);
  }
  write_private_file(at.file(), "{\"profile\":\"default\",\"since\":99999999999999999999}");
  CHECK_FALSE(load_pending_login("default", at.env, at.clock.now()));
}

}  // namespace cauth::session
