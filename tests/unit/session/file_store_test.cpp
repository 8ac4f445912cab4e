#include "base/error.hpp"
#include "base/file.hpp"
#include "session/session_json.hpp"
#include "session/token_store.hpp"
#include "support/manual_clock.hpp"
#include "support/sessions.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <variant>
#include <vector>

namespace cauth::session {
namespace {

using std::chrono::seconds;

struct Store {
  test::TempDir folder;
  test::ManualClock clock;
  std::filesystem::path path = folder / "sessions";
  std::unique_ptr<TokenStore> store = open_file_store({.folder = path, .lock_wait = seconds(1)}, clock);

  Session session(std::string_view username = "alice", std::string_view mark = "1") {
    return test::make_session(clock.now(), seconds(3600), username, mark);
  }
  void put(const Session& session) {
    store->update(session.key, [&](std::optional<Session>) { return session.clone(); });
  }
  std::vector<std::filesystem::path> files(std::string_view extension) const {
    std::vector<std::filesystem::path> found;
    for (const auto& entry : std::filesystem::directory_iterator(path)) {
      if (entry.path().extension() == extension) found.push_back(entry.path());
    }
    return found;
  }
};

int mode_of(const std::filesystem::path& path) {
  return static_cast<int>(std::filesystem::status(path).permissions() & std::filesystem::perms::mask);
}

std::string failure(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    CHECK(error.category == Category::usage);
    CHECK_FALSE(error.hint.empty());
    return error.what_failed;
  }
  return "no error";
}

}  // namespace

TEST_CASE("a session is read back as it was kept") {
  Store at;
  Session kept = at.session("al\"ice \xc3\xa9/../x");
  kept.alias = "alice@example.com";
  kept.key.endpoint = "http://127.0.0.1:9230";
  kept.device_key = "eu-west-1_key";
  kept.refused = true;
  at.put(kept);
  const auto read = at.store->load(kept.key);
  REQUIRE(read);
  CHECK(read->key == kept.key);
  CHECK(read->alias == kept.alias);
  CHECK(read->profile == "default");
  CHECK(read->region == "eu-west-1");
  CHECK(read->device_key == "eu-west-1_key");
  CHECK(read->refused);
  CHECK(read->tokens.obtained == kept.tokens.obtained);
  CHECK(read->tokens.id->text.reveal() == "id-1");
  CHECK(read->tokens.id->expires == kept.tokens.id->expires);
  CHECK(read->tokens.access->text.reveal() == "access-1");
  CHECK(read->tokens.refresh->reveal() == "refresh-1");
}

TEST_CASE("sessions of one user with different scopes live side by side") {
  Store at;
  const Session plain = at.session("alice", "plain");
  Session scoped = at.session("alice", "scoped");
  scoped.key.scopes = normal_scopes(" openid  email openid");
  scoped.domain = "https://shop.auth.eu-west-1.amazoncognito.com";
  at.put(plain);
  at.put(scoped);
  CHECK(scoped.key.scopes == "email openid");
  CHECK(at.store->load(plain.key)->tokens.id->text.reveal() == "id-plain");
  CHECK(at.store->load(plain.key)->domain.empty());
  const auto read = at.store->load(scoped.key);
  REQUIRE(read);
  CHECK(read->tokens.id->text.reveal() == "id-scoped");
  CHECK(read->key.scopes == "email openid");
  CHECK(read->domain == "https://shop.auth.eu-west-1.amazoncognito.com");
  CHECK(at.store->list().sessions.size() == 2);
}

TEST_CASE("a session may lack tokens") {
  Store at;
  Session kept = at.session();
  kept.tokens.id.reset();
  kept.tokens.refresh.reset();
  at.put(kept);
  const auto read = at.store->load(kept.key);
  REQUIRE(read);
  CHECK_FALSE(read->tokens.id);
  CHECK(read->tokens.access);
  CHECK_FALSE(read->tokens.refresh);
}

TEST_CASE("session files are for their owner alone, in a folder for its owner alone") {
  Store at;
  at.put(at.session());
  CHECK(mode_of(at.path) == 0700);
  REQUIRE(at.files(".json").size() == 1);
  REQUIRE(at.files(".lock").size() == 1);
  CHECK(mode_of(at.files(".json")[0]) == 0600);
  CHECK(mode_of(at.files(".lock")[0]) == 0600);
}

TEST_CASE("users, clients, pools and endpoints have sessions of their own") {
  Store at;
  Session one = at.session();
  at.put(one);
  for (const auto change :
       {&SessionKey::endpoint, &SessionKey::user_pool_id, &SessionKey::client_id, &SessionKey::username}) {
    Session other = at.session("alice", "other");
    other.key.*change = "something else";
    CHECK_FALSE(at.store->load(other.key));
    at.put(other);
    CHECK(at.store->load(other.key)->tokens.id->text.reveal() == "id-other");
  }
  CHECK(at.store->load(one.key)->tokens.id->text.reveal() == "id-1");
  CHECK(at.store->list().sessions.size() == 5);
}

TEST_CASE("nothing is written when a change gives nothing back or fails") {
  Store at;
  const Session kept = at.session();
  at.put(kept);
  at.store->update(kept.key, [](std::optional<Session> found) {
    CHECK(found);
    return std::optional<Session>();
  });
  CHECK_THROWS_AS(
      at.store->update(kept.key,
                       [](std::optional<Session>) -> std::optional<Session> { throw usage_error("no"); }),
      Error);
  CHECK(at.store->load(kept.key)->tokens.id->text.reveal() == "id-1");
}

TEST_CASE("a forgotten session is gone, its lock file stays") {
  Store at;
  const Session kept = at.session();
  at.put(kept);
  std::string seen;
  at.store->erase(kept.key, [&](const Session& last) { seen = last.key.username; });
  CHECK(seen == "alice");
  CHECK_FALSE(at.store->load(kept.key));
  CHECK(at.files(".json").empty());
  CHECK(at.files(".lock").size() == 1);
  at.store->erase(kept.key);
}

TEST_CASE("a session is kept when what was to be done before forgetting it failed") {
  Store at;
  const Session kept = at.session();
  at.put(kept);
  CHECK_THROWS_AS(at.store->erase(kept.key, [](const Session&) { throw usage_error("no network"); }), Error);
  CHECK(at.store->load(kept.key));
}

TEST_CASE("a session file that cannot be understood is named and never overwritten") {
  Store at;
  const Session kept = at.session();
  at.put(kept);
  const auto file = at.files(".json").at(0);
  for (const std::string broken :
       {"", "{", "[]", "{\"version\":2}", "{\"version\":1}", "{\"version\":1,\"version\":1}", "\"hunter2\"",
        "{\"version\":1,\"key\":{\"client_id\":\"c\",\"username\":\"u\"},\"obtained_ms\":1,\"id\":"
        "\"hunter2\"}",
        "{\"version\":1,\"key\":{\"client_id\":\"c\",\"username\":\"u\"},\"obtained_ms\":-1}",
        "{\"version\":1,\"key\":7,\"obtained_ms\":1}"}) {
    write_private_file(file, broken);
    const std::string message = failure([&] { at.store->load(kept.key); });
    INFO(broken);
    CHECK(message.find(file.string()) != std::string::npos);
    CHECK(message.find("cannot be understood") != std::string::npos);
    CHECK(message.find("hunter2") == std::string::npos);
    CHECK_THROWS_AS(at.put(kept), Error);
    CHECK_THROWS_AS(at.store->erase(kept.key), Error);
    CHECK(read_file(file, 1000) == broken);
  }
}

TEST_CASE("a file that holds another user's session is not handed out") {
  Store at;
  const Session kept = at.session();
  at.put(kept);
  const auto file = at.files(".json").at(0);
  write_private_file(file, session_to_text(at.session("mallory")).reveal());
  CHECK(failure([&] { at.store->load(kept.key); }).find("another user's") != std::string::npos);
}

TEST_CASE("a session that a later version wrote is not read as if it were ours") {
  Store at;
  const Session kept = at.session();
  std::string text(session_to_text(kept).reveal());
  const std::string version = R"("version":1)";
  text.replace(text.find(version), version.size(), R"("version":2)");
  const auto read = session_from_text(text);
  REQUIRE(std::holds_alternative<std::string>(read));
  CHECK(std::get<std::string>(read) == "its version is 2, and this cauth knows 1");
}

TEST_CASE("a broken file does not hide the other sessions") {
  Store at;
  at.put(at.session("alice"));
  write_private_file(at.files(".json").at(0), "{");
  at.put(at.session("bob"));
  const Listing listing = at.store->list();
  REQUIRE(listing.sessions.size() == 1);
  CHECK(listing.sessions[0].key.username == "bob");
  CHECK(listing.unreadable.size() == 1);
}

TEST_CASE("a store that is not there holds nothing, and reading makes no folder") {
  Store at;
  CHECK(at.store->list().sessions.empty());
  CHECK_FALSE(at.store->load(at.session().key));
  CHECK_FALSE(std::filesystem::exists(at.path));
}

TEST_CASE("a store is tried for writing without leaving anything behind") {
  Store at;
  at.store->check_writable();
  CHECK(mode_of(at.path) == 0700);
  CHECK(std::filesystem::is_empty(at.path));
  write_private_file(at.folder / "file", "");
  CHECK_THROWS_AS(open_file_store({.folder = at.folder / "file"}, at.clock)->check_writable(), Error);
}

TEST_CASE("a temporary file that a killed writer left changes nothing") {
  Store at;
  const Session kept = at.session();
  at.put(kept);
  write_private_file(at.files(".json").at(0).string() + ".AbCdEf", "{\"version\"");
  CHECK(at.store->load(kept.key));
  CHECK(at.store->list().sessions.size() == 1);
  CHECK(at.store->list().unreadable.empty());
}

TEST_CASE("a temporary file that a killed writer left goes with the next change, and with the session") {
  Store at;
  const Session kept = at.session();
  at.put(kept);
  const auto file = at.files(".json").at(0);
  const std::filesystem::path left = file.string() + ".AbCdEf";
  write_private_file(left, "{\"refresh\":\"of somebody\"");
  at.put(kept);
  CHECK_FALSE(std::filesystem::exists(left));
  CHECK(at.store->load(kept.key));
  write_private_file(left, "{\"refresh\":\"of somebody\"");
  at.store->erase(kept.key);
  CHECK_FALSE(std::filesystem::exists(left));
}

TEST_CASE("who waits for the lock too long is told who holds it") {
  Store at;
  const Session kept = at.session();
  at.put(kept);
  at.store->update(kept.key, [&](std::optional<Session>) {
    try {
      at.put(kept);
      FAIL("the lock was taken twice");
    } catch (const Error& error) {
      CHECK(error.category == Category::temporary);
      CHECK(error.what_failed.find("process ") != std::string::npos);
    }
    return std::optional<Session>();
  });
  CHECK_FALSE(at.clock.slept.empty());
}

TEST_CASE("without a home folder the variable that helps is named") {
  test::ManualClock clock;
  try {
    open_store({}, Environ(), clock);
    FAIL("a store without a folder");
  } catch (const Error& error) {
    CHECK(error.category == Category::usage);
    CHECK(error.hint.find("CAUTH_STATE_DIR") != std::string::npos);
  }
}

}  // namespace cauth::session
