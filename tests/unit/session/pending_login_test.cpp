#include "session/pending_login.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/fixed_random.hpp"
#include "support/manual_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace cauth::session {
namespace {

struct Pending {
  test::TempDir folder;
  Environ env{{{"CAUTH_STATE_DIR", folder.path().string()}}};
  std::unique_ptr<SecretShelf> shelf = open_shelf({}, kPendingShelf, env);
  test::ManualClock clock;
  test::FixedRandom random;

  PendingLogin save() {
    PendingLogin login;
    login.id = new_login_id(random);
    login.challenge = {.name = "NEW_PASSWORD_REQUIRED",
                       .session = SecretString("s3ssion"),
                       .parameters = {{"requiredAttributes", "[]"}},
                       .available = {"PASSWORD"}};
    login.username = "3f2a";
    login.alias = "alice@example.com";
    login.region = "eu-west-1";
    login.client_id = "c";
    login.profile = "default";
    login.admin = true;
    login.since = clock.now();
    save_pending_login(login, *shelf);
    return login;
  }
  std::vector<PendingLogin> load() { return load_pending_logins(*shelf, clock.now()); }
  std::filesystem::path file() const {
    return std::filesystem::directory_iterator(folder / "pending")->path();
  }
};

}  // namespace

TEST_CASE("a login that stopped is read back as it was") {
  Pending at;
  const std::string id = at.save().id;
  const auto logins = at.load();
  REQUIRE(logins.size() == 1);
  const PendingLogin& login = logins.front();
  CHECK(login.id == id);
  CHECK(id.size() == 8);
  CHECK(login.challenge.name == "NEW_PASSWORD_REQUIRED");
  CHECK(login.challenge.session.reveal() == "s3ssion");
  CHECK(*login.challenge.parameter("requiredAttributes") == "[]");
  CHECK(login.challenge.available == std::vector<std::string>{"PASSWORD"});
  CHECK(login.username == "3f2a");
  CHECK(login.alias == "alice@example.com");
  CHECK(login.profile == "default");
  CHECK(login.admin);
  CHECK(login.since == at.clock.now());
  CHECK_FALSE(readable_by_others(at.file()));
  CHECK(login.is_of("3f2a"));
  CHECK(login.is_of("alice@example.com"));
  CHECK_FALSE(login.is_of("alice"));
}

TEST_CASE("logins that stopped stand side by side, the newest first") {
  Pending at;
  const std::string older = at.save().id;
  at.clock.advance(std::chrono::seconds(1));
  const PendingLogin newer = at.save();
  auto logins = at.load();
  REQUIRE(logins.size() == 2);
  CHECK(logins[0].id == newer.id);
  CHECK(logins[1].id == older);
  erase_pending_login(newer, *at.shelf);
  logins = at.load();
  REQUIRE(logins.size() == 1);
  CHECK(logins[0].id == older);
}

TEST_CASE("a login that stopped is forgotten after a quarter of an hour") {
  using std::chrono::seconds;
  Pending at;
  at.save();
  at.clock.advance(kPendingLoginKept - seconds(1));
  CHECK(at.load().size() == 1);
  at.clock.advance(seconds(1));
  CHECK(at.load().empty());
  CHECK(std::filesystem::is_empty(at.folder / "pending"));
}

TEST_CASE("a stopped login that cannot be understood is an error that names the file") {
  Pending at;
  at.save();
  write_private_file(at.file(), "{\"session\":\"s3ssion\"");
  try {
    at.load();
    FAIL("a broken file was read");
  } catch (const Error& error) {
    CHECK(error.category == Category::usage);
    CHECK(error.what_failed.find(at.file().string()) != std::string::npos);
    CHECK(error.what_failed.find("s3ssion") == std::string::npos);
  }
  write_private_file(at.file(), "{\"profile\":\"default\",\"since\":99999999999999999999}");
  CHECK(at.load().empty());
}

}  // namespace cauth::session
