#include "session/fresh_tokens.hpp"

#include "base/error.hpp"
#include "support/manual_clock.hpp"
#include "support/sessions.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <functional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace cauth::session {
namespace {

using jose::TokenUse;
using std::chrono::seconds;

// A service that rotates refresh tokens: each one serves once, as with a grace period of zero.
struct World {
  test::TempDir folder;
  test::ManualClock clock;
  std::unique_ptr<TokenStore> store = open_file_store({.folder = folder / "sessions"}, clock);
  SessionKey key;
  seconds lifetime{3600};
  std::string valid = "refresh-1";
  int renewals = 0;  // asked for
  int given = 1;     // the number that the last tokens end in
  std::vector<std::string> warnings;
  std::optional<Error> failure;

  explicit World(seconds left = seconds(3600)) {
    const Session session = test::make_session(clock.now(), left);
    key = session.key;
    put(session);
    clock.advance(seconds(1));
  }

  void put(const Session& session) {
    store->update(session.key, [&](std::optional<Session>) { return session.clone(); });
  }

  jose::Tokens renew(const Session& session) {
    ++renewals;
    if (failure) throw Error(*failure);
    if (session.tokens.refresh->reveal() != valid) {
      Error error(Category::refused, "Refresh Token has been revoked");
      error.code = "NotAuthorizedException";
      error.service_message = "Refresh Token has been revoked";
      throw error;
    }
    const std::string mark = std::to_string(++given);
    valid = "refresh-" + mark;
    return test::make_session(clock.now(), lifetime, "alice", mark).tokens.clone();
  }

  Session get(const Freshness& wanted = {}) {
    return fresh_session(
        key, wanted, *store, [this](const Session& session) { return renew(session); }, clock,
        [this](std::string_view text) { warnings.emplace_back(text); });
  }

  Error refusal(const Freshness& wanted = {}) {
    try {
      get(wanted);
    } catch (const Error& error) {
      return error;
    }
    FAIL("there was a token");
    return usage_error("");
  }
};

std::string id_of(const Session& session) {
  return std::string(session.tokens.id->text.reveal());
}

// What another process does between our look without the lock and our look under it.
class Racing : public TokenStore {
 public:
  Racing(TokenStore& store, std::function<void()> meanwhile)
      : store_(store), meanwhile_(std::move(meanwhile)) {}
  std::optional<Session> load(const SessionKey& key) override { return store_.load(key); }
  void update(const SessionKey& key,
              const std::function<std::optional<Session>(std::optional<Session>)>& change) override {
    if (const auto once = std::exchange(meanwhile_, {})) once();
    store_.update(key, change);
  }
  Listing list() override { return store_.list(); }
  void erase(const SessionKey& key, const std::function<void(const Session&)>& last) override {
    store_.erase(key, last);
  }
  std::string place() const override { return {}; }
  void check_writable() override {}

 private:
  TokenStore& store_;
  std::function<void()> meanwhile_;
};

Error not_authorized() {
  Error error(Category::refused, "no");
  error.code = "NotAuthorizedException";
  error.service_message = "Unable to verify secret hash for client c";
  error.hint = "check the client secret";
  return error;
}

}  // namespace

TEST_CASE("a token that is good for long enough is used as it is, without network or lock") {
  World at;
  at.store->update(at.key, [&](std::optional<Session>) {
    CHECK(id_of(at.get()) == "id-1");  // the lock is held by us: it is not asked for
    return std::optional<Session>();
  });
  CHECK(at.renewals == 0);
}

TEST_CASE("a token that soon ends is renewed, and the rotated refresh token is on disk") {
  World at(seconds(61));
  CHECK(id_of(at.get()) == "id-2");
  CHECK(at.renewals == 1);
  const auto stored = at.store->load(at.key);
  CHECK(id_of(*stored) == "id-2");
  CHECK(stored->tokens.refresh->reveal() == "refresh-2");
  CHECK(stored->profile == "default");
}

TEST_CASE("a token is renewed at the second where it is too short, not before") {
  World at(seconds(62));
  CHECK(id_of(at.get({.at_least = seconds(60)})) == "id-1");
  CHECK(id_of(at.get({.at_least = seconds(61)})) == "id-2");
}

TEST_CASE("the rotated token is on disk before anybody has the new one") {
  // Whatever the refresher saw of the store, the old session was there; when fresh_session is back, the new
  // one.
  World at(seconds(30));
  const auto refresher = [&](const Session& session) {
    CHECK(at.store->load(at.key)->tokens.refresh->reveal() == "refresh-1");
    return at.renew(session);
  };
  fresh_session(at.key, {}, *at.store, refresher, at.clock, {});
  CHECK(at.store->load(at.key)->tokens.refresh->reveal() == "refresh-2");
}

TEST_CASE("who waited for the lock uses what the other process renewed, however short it lives") {
  World at(seconds(30));
  at.lifetime = seconds(5);
  Racing racing(*at.store, [&] { at.get(); });
  const Session session =
      fresh_session(at.key, {}, racing, [&](const Session& old) { return at.renew(old); }, at.clock, {});
  CHECK(id_of(session) == "id-2");
  CHECK(at.renewals == 1);
}

TEST_CASE("who waited for the lock while another process was refused does not ask once more") {
  World at(seconds(30));
  at.valid = "another";
  Racing racing(*at.store, [&] { at.refusal(); });
  const auto renew = [&](const Session& old) { return at.renew(old); };
  CHECK_THROWS_WITH_AS(
      fresh_session(at.key, {}, racing, renew, at.clock, {}),
      "the session of \"alice\" cannot be renewed, sign in again: Cognito refused it just now", Error);
  CHECK(at.renewals == 1);
}

TEST_CASE("a freshly renewed token that is shorter than asked for is handed out after one renewal") {
  World at(seconds(30));
  at.lifetime = seconds(20);
  CHECK(id_of(at.get()) == "id-2");
  CHECK(at.renewals == 1);
}

TEST_CASE("a refused renewal keeps the session, marks it, and asks to sign in again") {
  World at(seconds(30));
  at.valid = "another";
  const Error error = at.refusal();
  CHECK(error.category == Category::action_needed);
  CHECK(error.code == "NotAuthorizedException");
  CHECK(error.what_failed ==
        "the session of \"alice\" cannot be renewed, sign in again: Refresh Token has been revoked");
  CHECK(error.hint.find("cauth login") != std::string::npos);
  const auto stored = at.store->load(at.key);
  REQUIRE(stored);
  CHECK(stored->refused);
  CHECK(stored->tokens.refresh->reveal() == "refresh-1");
}

TEST_CASE("a session that was refused by mistake serves again when the mistake is mended") {
  World at(seconds(30));
  at.failure = not_authorized();
  CHECK(at.refusal().hint == "check the client secret");
  at.failure.reset();
  CHECK(id_of(at.get()) == "id-2");
  CHECK_FALSE(at.store->load(at.key)->refused);
}

TEST_CASE("a refusal that says nothing about the session does not mark it") {
  World at(seconds(30));
  Error error(Category::refused, "no");
  error.code = "InvalidParameterException";
  at.failure = error;
  CHECK(at.refusal().category == Category::refused);
  CHECK_FALSE(at.store->load(at.key)->refused);
}

TEST_CASE("a token that still lives is used with a warning when it cannot be renewed for a passing reason") {
  for (const Category category : {Category::transport, Category::temporary}) {
    World at(seconds(30));
    at.failure = Error(category, "no connection");
    CHECK(id_of(at.get()) == "id-1");
    REQUIRE(at.warnings.size() == 1);
    CHECK(at.warnings[0].find("no connection") != std::string::npos);
    at.clock.advance(seconds(30));
    CHECK(at.refusal().category == category);
    CHECK(at.warnings.size() == 1);
  }
}

TEST_CASE("a token asked for by force is never the old one") {
  World at;
  at.failure = Error(Category::transport, "no connection");
  CHECK(at.refusal({.force = true}).category == Category::transport);
  at.failure.reset();
  CHECK(id_of(at.get({.force = true})) == "id-2");
  CHECK(id_of(at.get({.force = true})) == "id-3");
}

TEST_CASE("a token asked for by force may be one that another process renewed meanwhile") {
  World at;
  const TimePoint answer_401 = at.clock.now();
  at.clock.advance(seconds(1));
  CHECK(id_of(at.get({.force = true, .not_before = answer_401})) == "id-2");
  CHECK(id_of(at.get({.force = true, .not_before = answer_401})) == "id-2");
  CHECK(at.renewals == 1);
}

TEST_CASE("the ID token is meant, or the access token where there is no other") {
  World at;
  Session session = *at.store->load(at.key);
  CHECK(meant_use(session, {}) == TokenUse::id);
  CHECK(meant_use(session, TokenUse::access) == TokenUse::access);
  session.tokens.id.reset();
  CHECK(meant_use(session, {}) == TokenUse::access);
}

TEST_CASE("a kind of token that the session does not have is not renewed for") {
  World at(seconds(30));
  Session session = *at.store->load(at.key);
  session.tokens.id.reset();
  at.put(session);
  const Error error = at.refusal({.use = TokenUse::id});
  CHECK(error.category == Category::action_needed);
  CHECK(error.what_failed == "the session of \"alice\" has no id token");
  CHECK(at.renewals == 0);
}

TEST_CASE("ID and access token end at different times, each is judged by its own") {
  World at;
  Session session = *at.store->load(at.key);
  session.tokens.access->expires = at.clock.now() + seconds(10);
  at.put(session);
  at.get({.use = TokenUse::id});
  CHECK(at.renewals == 0);
  at.get({.use = TokenUse::access});
  CHECK(at.renewals == 1);
}

TEST_CASE("without a session, or without a refresh token, one has to sign in") {
  World at(seconds(30));
  Session session = *at.store->load(at.key);
  session.tokens.refresh.reset();
  at.put(session);
  CHECK(at.refusal().category == Category::action_needed);
  at.store->erase(at.key);
  CHECK(at.refusal().what_failed == "\"alice\" is not signed in");
  CHECK(at.renewals == 0);
}

TEST_CASE("a machine's session needs no refresh token") {
  World at(seconds(30));
  Session session = *at.store->load(at.key);
  session.tokens.refresh.reset();
  session.key.username = session.key.client_id;
  session.key.scopes = "orders/read";
  at.put(session);
  const auto refresher = [&](const Session& old) {
    CHECK(old.key.is_machine());
    jose::Tokens fresh = test::make_session(at.clock.now(), seconds(3600), "", "machine").tokens.clone();
    fresh.refresh.reset();
    return fresh;
  };
  const Session renewed = fresh_session(session.key, {}, *at.store, refresher, at.clock, {});
  CHECK(id_of(renewed) == "id-machine");
  at.store->erase(session.key);
  try {
    fresh_session(session.key, {}, *at.store, refresher, at.clock, {});
    FAIL("a session from nowhere");
  } catch (const Error& error) {
    CHECK(error.hint == "sign in with \"cauth login --client-credentials --scope 'orders/read'\"");
  }
}

TEST_CASE("many threads that share an ending session renew it once and all get a living token") {
  World at(seconds(30));
  SystemClock clock;
  auto store = open_file_store({.folder = at.folder / "sessions"}, clock);
  at.put(test::make_session(clock.now() - seconds(3600), seconds(3610)));
  at.clock.sleep_until(clock.now());
  std::atomic<int> good = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 16; ++i) {
    threads.emplace_back([&] {
      const Session session = fresh_session(
          at.key, {}, *store, [&](const Session& old) { return at.renew(old); }, clock,
          [](std::string_view) {});
      if (id_of(session) == "id-2") ++good;
    });
  }
  for (auto& thread : threads) thread.join();
  CHECK(good == 16);
  CHECK(at.renewals == 1);
}

TEST_CASE("replaced tokens are kept where that is asked for, on disk too, and dropped where it is not") {
  World world(seconds(30));
  const std::string first = id_of(*world.store->load(world.key));
  CHECK(id_of(world.get({.keep_replaced = true})) != first);
  auto stored = world.store->load(world.key);
  REQUIRE(stored->replaced.find(TokenUse::id) != nullptr);
  CHECK(stored->replaced.find(TokenUse::id)->text.reveal() == first);
  CHECK(stored->replaced.find(TokenUse::access) != nullptr);
  CHECK(stored->replaced.find(TokenUse::refresh) == nullptr);
  world.get({.force = true});
  CHECK(world.store->load(world.key)->replaced.find(TokenUse::id) == nullptr);
}

TEST_CASE("of replaced tokens one that is over is kept, until the next is over too") {
  World world(seconds(30));
  const std::string first = id_of(*world.store->load(world.key));
  world.clock.advance(seconds(60));
  const auto kept = [&] {
    return std::string(world.store->load(world.key)->replaced.find(TokenUse::id)->text.reveal());
  };
  const std::string second = id_of(world.get({.keep_replaced = true}));
  CHECK(kept() == first);
  // Replaced while it lives: it would be of no use yet.
  world.get({.force = true, .keep_replaced = true});
  CHECK(kept() == first);
  const std::string third = id_of(*world.store->load(world.key));
  world.clock.advance(seconds(7200));
  world.get({.keep_replaced = true});
  CHECK(kept() == third);
}

}  // namespace cauth::session
