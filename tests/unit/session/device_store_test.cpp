#include "session/device_store.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/manual_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <filesystem>

namespace cauth::session {
namespace {

using std::filesystem::perms;

struct Devices {
  test::TempDir folder;
  Environ env{{{"CAUTH_STATE_DIR", folder.path().string()}}};
  test::ManualClock clock;
  DeviceStore store{env, clock};
  DeviceOwner alice{.endpoint = "", .user_pool_id = "eu-west-1_AbCdEfGhI", .username = "3f2a"};

  void keep(const char* key = "eu-west-1_key") {
    store.keep({.owner = alice,
                .alias = "alice@example.com",
                .client_id = "client",
                .device = {.key = key, .group_key = "-group", .password = SecretString("pass word")}});
  }
  std::filesystem::path file() const {
    for (const auto& entry : std::filesystem::directory_iterator(folder / "devices")) {
      if (entry.path().extension() == ".json") return entry.path();
    }
    return {};
  }
};

}  // namespace

TEST_CASE("a device is read back as it was, from a file that is private") {
  Devices devices;
  CHECK_FALSE(devices.store.load(devices.alice));
  devices.keep();
  const auto kept = devices.store.load(devices.alice);
  REQUIRE(kept);
  CHECK(kept->device.key == "eu-west-1_key");
  CHECK(kept->device.group_key == "-group");
  CHECK(kept->device.password.reveal() == "pass word");
  CHECK(std::filesystem::status(devices.file()).permissions() == (perms::owner_read | perms::owner_write));
  CHECK(std::filesystem::status(devices.folder / "devices").permissions() == perms::owner_all);
}

TEST_CASE("a device that is another user's is not handed out") {
  Devices devices;
  devices.keep();
  const auto file = devices.file();
  const std::string text = read_file(file, 10'000);
  devices.alice.username = "mallory";
  devices.keep();
  remove_file(file);
  write_private_file(devices.file(), text);
  CHECK_THROWS_AS(devices.store.load(devices.alice), Error);
}

TEST_CASE("a device is found by username or alias, in its own pool and endpoint") {
  Devices devices;
  devices.keep();
  const auto found = [&](const char* endpoint, const char* pool, const char* client, const char* name) {
    return devices.store.find(endpoint, pool, client, name).has_value();
  };
  CHECK(found("", "eu-west-1_AbCdEfGhI", "another", "3f2a"));
  CHECK(found("", "eu-west-1_AbCdEfGhI", "another", "alice@example.com"));
  CHECK(found("", "", "client", "3f2a"));
  CHECK_FALSE(found("", "", "another", "3f2a"));
  CHECK_FALSE(found("", "eu-west-1_Another", "client", "3f2a"));
  CHECK_FALSE(found("http://127.0.0.1:9230", "eu-west-1_AbCdEfGhI", "client", "3f2a"));
  CHECK_FALSE(found("", "eu-west-1_AbCdEfGhI", "client", "bob"));
}

TEST_CASE("a device is forgotten only by its own key") {
  Devices devices;
  devices.keep("old");
  devices.keep("new");
  devices.store.forget(devices.alice, "old");
  CHECK(devices.store.load(devices.alice));
  devices.store.forget(devices.alice, "new");
  CHECK_FALSE(devices.store.load(devices.alice));
  CHECK_NOTHROW(devices.store.forget(devices.alice, "new"));
}

TEST_CASE("a device file that cannot be understood hinders no sign-in, but is named when it is meant") {
  Devices devices;
  devices.keep();
  write_private_file(devices.file(), "garbage");
  CHECK_FALSE(devices.store.find("", "eu-west-1_AbCdEfGhI", "client", "3f2a"));
  CHECK_THROWS_AS(devices.store.load(devices.alice), Error);
  devices.keep();
  CHECK(devices.store.load(devices.alice));
}

}  // namespace cauth::session
