#include "session/passkey_store.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "crypto/ec.hpp"
#include "support/manual_clock.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <map>
#include <string>

namespace cauth::session {
namespace {

struct Kept {
  Kept()
      : env(std::map<std::string, std::string, std::less<>>{{"CAUTH_STATE_DIR", folder.path().string()}}),
        store(env, clock) {}

  KeptPasskey passkey(std::string id, std::string username = "alice") {
    clock.advance(std::chrono::seconds(1));
    return {.passkey = {.credential_id = std::move(id),
                        .rp_id = "auth.example.com",
                        .user_handle = "handle",
                        .private_key = crypto::EcPrivateKey::generate().pem(),
                        .sign_count = 0},
            .endpoint = "",
            .user_pool_id = "eu-west-1_AbCdEfGhI",
            .username = std::move(username),
            .created = clock.now()};
  }
  std::filesystem::path only_file() const {
    for (const auto& entry : std::filesystem::directory_iterator(folder / "passkeys")) {
      if (entry.path().extension() == ".json") return entry.path();
    }
    return {};
  }

  test::TempDir folder;
  test::ManualClock clock;
  Environ env;
  PasskeyStore store;
};

webauthn::RequestOptions options() {
  return {.challenge = "AAAAAAAAAAAAAAAAAAAAAA", .rp_id = "auth.example.com"};
}

TEST_CASE("passkeys are kept, listed by age, found and removed") {
  Kept kept;
  CHECK(kept.store.list().empty());
  kept.store.add(kept.passkey("second"));
  kept.store.add(kept.passkey("first", "bob"));
  const auto all = kept.store.list();
  REQUIRE(all.size() == 2);
  CHECK(all[0].passkey.credential_id == "second");
  CHECK(all[1].username == "bob");
  CHECK(all[1].user_pool_id == "eu-west-1_AbCdEfGhI");
  CHECK(kept.store.find("first")->passkey.user_handle == "handle");
  CHECK(kept.store.remove("first"));
  CHECK_FALSE(kept.store.remove("first"));
  CHECK(kept.store.list().size() == 1);
}

TEST_CASE("a passkey's file is for its owner alone") {
  Kept kept;
  kept.store.add(kept.passkey("id"));
  CHECK_FALSE(readable_by_others(kept.only_file()));
}

TEST_CASE("the counter is kept before the signature is out") {
  Kept kept;
  const KeptPasskey passkey = kept.passkey("id");
  kept.store.add(passkey);
  CHECK(kept.store.sign(passkey, options()).find("signature") != std::string::npos);
  CHECK(kept.store.list()[0].passkey.sign_count == 1);
  // From what is on disk, not from what the caller remembers.
  kept.store.sign(passkey, options());
  CHECK(kept.store.list()[0].passkey.sign_count == 2);
}

TEST_CASE("a passkey that was removed meanwhile signs nothing") {
  Kept kept;
  const KeptPasskey passkey = kept.passkey("id");
  kept.store.add(passkey);
  kept.store.remove("id");
  CHECK_THROWS_AS(kept.store.sign(passkey, options()), Error);
}

TEST_CASE("a file that is no passkey is named") {
  Kept kept;
  kept.store.add(kept.passkey("id"));
  write_private_file(kept.only_file(), R"({"credential_id":"aWQ"})");
  try {
    kept.store.list();
    FAIL("no error");
  } catch (const Error& error) {
    CHECK(error.category == Category::usage);
    CHECK(error.what_failed.find(kept.only_file().filename().string()) != std::string::npos);
  }
}

}  // namespace
}  // namespace cauth::session
