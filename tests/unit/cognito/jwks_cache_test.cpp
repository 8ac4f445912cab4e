#include "cognito/jwks_cache.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "cognito/pool.hpp"
#include "support/fake_transport.hpp"
#include "support/manual_clock.hpp"
#include "support/temp_dir.hpp"
#include "support/token_maker.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace cauth::cognito {
namespace {

using std::chrono::hours;
using std::chrono::seconds;
using test::FakeTransport;
using test::key_set;
using test::kIssuer;
using test::kKid;
using test::public_jwk;

// What every test needs: a world of its own, and caches in it, each as a new process has it.
struct World {
  test::TempDir folder;
  test::ManualClock clock;
  FakeTransport transport;
  std::optional<std::string> endpoint;
  bool offline = false;

  JwksCache process() {
    return {{.address =
                 [this](std::string_view issuer) {
                   return jwks_url(parse_pool_id(test::kPool), issuer, endpoint);
                 },
             .whose = fmt::format("the pool {}", test::kPool),
             .folder = folder / "jwks",
             .offline = offline},
            [this]() -> http::Transport& { return transport; },
            clock};
  }
  bool knows(std::string_view kid = kKid) {
    auto cache = process();
    return cache.find(kIssuer, kid) != nullptr;
  }
  // The error of a process that looks for a key.
  Error failure(std::string_view kid = kKid) {
    try {
      knows(kid);
    } catch (const Error& error) {
      return error;
    }
    FAIL("nothing was thrown");
    return Error(Category::internal, "");
  }
  std::filesystem::path only_file() {
    auto files = std::filesystem::directory_iterator(folder / "jwks");
    REQUIRE(files != std::filesystem::directory_iterator());
    return files->path();
  }
};

std::string good() {
  return key_set();
}
std::string with_new_key() {
  return key_set({public_jwk(), public_jwk(test::signing_key(), "new")});
}

// What limits a request has.
struct LimitsSeen : http::Transport {
  http::Limits limits;
  http::Response send(const http::Request& request, http::BodySink& /*sink*/) override {
    limits = request.limits;
    throw Error(Category::transport, "seen");
  }
};

}  // namespace

TEST_CASE("a server that does not answer is given seconds, not minutes") {
  World world;
  LimitsSeen transport;
  JwksCache cache(
      {.address = [](std::string_view /*issuer*/) { return "https://example.com/keys"; },
       .whose = "somebody",
       .folder = world.folder / "jwks"},
      [&]() -> http::Transport& { return transport; }, world.clock);
  CHECK_THROWS_AS(cache.find(kIssuer, kKid), Error);
  CHECK(transport.limits.connect_timeout > seconds(0));  // 0 would be minutes, or none
  CHECK(transport.limits.connect_timeout <= seconds(5));
  CHECK(transport.limits.total_timeout > seconds(0));
  CHECK(transport.limits.total_timeout <= seconds(10));
}

TEST_CASE("keys are fetched once, from the issuer, and serve later processes") {
  World world;
  world.transport.answer({.body = good()});
  auto cache = world.process();
  REQUIRE(cache.find(kIssuer, kKid) != nullptr);
  CHECK(cache.find(kIssuer, kKid)->key);
  CHECK(world.knows());
  world.clock.advance(hours(23));
  CHECK(world.knows());
  REQUIRE(world.transport.sent.size() == 1);
  CHECK(world.transport.sent[0].method == "GET");
  CHECK(world.transport.sent[0].url == std::string(kIssuer) + "/.well-known/jwks.json");
}

TEST_CASE("the two issuers of a pool have a key set each") {
  World world;
  world.transport.answer({.body = good()});
  world.transport.answer({.body = key_set({public_jwk(test::signing_key(), "other")})});
  const auto issuers = issuers_of(parse_pool_id(test::kPool), std::nullopt);
  auto cache = world.process();
  CHECK(cache.find(issuers[0], kKid) != nullptr);
  CHECK(cache.find(issuers[1], "other") != nullptr);
  CHECK(cache.find(issuers[1], kKid) == nullptr);
}

TEST_CASE("an emulator's keys never pass for the real pool's") {
  World world;
  world.endpoint = "http://127.0.0.1:9229";
  world.transport.answer({.body = key_set({public_jwk(test::signing_key(), "emulated")})});
  CHECK(world.knows("emulated"));
  CHECK(world.transport.sent[0].url == "http://127.0.0.1:9229/eu-west-1_Example01/.well-known/jwks.json");
  world.endpoint.reset();
  world.transport.answer({.body = good()});
  CHECK_FALSE(world.knows("emulated"));
  CHECK(world.knows());
}

TEST_CASE("keys older than a day are fetched again, and serve on when that fails") {
  World world;
  world.transport.answer({.body = good()});
  CHECK(world.knows());
  world.clock.advance(hours(24));
  world.transport.answer({.curl_error = 6});
  auto cache = world.process();
  CHECK(cache.find(kIssuer, kKid) != nullptr);
  CHECK(cache.find(kIssuer, kKid) != nullptr);  // not asked for again at once
  world.transport.answer({.body = good()});
  CHECK(world.knows());
  CHECK(world.knows());
}

TEST_CASE("keys that a clock from the future kept are fetched again") {
  World world;
  world.transport.answer({.body = good()});
  CHECK(world.knows());
  world.clock.advance(-hours(48));
  world.transport.answer({.body = good()});
  CHECK(world.knows());
}

TEST_CASE("an unknown kid is asked for again, but no more than once in the cool-down, across processes") {
  World world;
  world.transport.answer({.body = good()});
  CHECK_FALSE(world.knows("new"));
  world.clock.advance(seconds(9));
  CHECK_FALSE(world.knows("new"));
  CHECK_FALSE(world.knows("newer"));
  world.clock.advance(seconds(1));
  world.transport.answer({.body = with_new_key()});
  CHECK(world.knows("new"));
  CHECK_FALSE(world.knows("newer"));
}

TEST_CASE("a kid that cannot be asked for is an error, not an unknown kid") {
  World world;
  world.transport.answer({.body = good()});
  CHECK(world.knows());
  world.clock.advance(seconds(10));
  world.transport.answer({.curl_error = 7});
  const auto error = world.failure("new");
  CHECK(error.category == Category::transport);
  CHECK(error.detail == 7);
}

TEST_CASE("garbage is an error, and never replaces a good set") {
  World world;
  world.transport.answer({.body = good()});
  CHECK(world.knows());
  for (const std::string_view garbage : {"", "<html>Please log in</html>", "{}", R"({"keys":[]})",
                                         R"({"keys":[{"kty":"EC","kid":"test-key-1"}]})", R"({"keys":[{)"}) {
    CAPTURE(garbage);
    world.clock.advance(seconds(10));
    world.transport.answer({.body = std::string(garbage)});
    const auto error = world.failure("new");
    CHECK(error.category == Category::transport);
    CHECK(error.detail == 8);
    CHECK(world.knows());
  }
}

TEST_CASE("an answer that is too large is cut off") {
  World world;
  world.transport.answer({.body = std::string(jose::kLargestKeySet + 1, ' ')});
  CHECK(world.failure().detail == 63);
}

TEST_CASE("a redirect is an error: keys come from one address alone") {
  World world;
  world.transport.answer({.status = 302, .body = good(), .headers = {{"Location", "https://evil.example/"}}});
  const auto error = world.failure();
  CHECK(error.category == Category::transport);
  CHECK(error.detail == 47);
  CHECK(world.transport.sent.size() == 1);
}

TEST_CASE("a pool that is not there is a refusal, a busy server a passing failure") {
  World world;
  world.transport.answer({.status = 404, .body = R"({"message":"not found"})"});
  const auto refusal = world.failure();
  CHECK(refusal.category == Category::refused);
  CHECK(refusal.hint.find("eu-west-1_Example01") != std::string::npos);
  world.transport.answer({.status = 503});
  CHECK(world.failure().category == Category::temporary);
}

TEST_CASE("the message says which address failed") {
  World world;
  world.transport.answer({.curl_error = 6});
  CHECK(world.failure().what_failed.starts_with(
      "cannot get the keys of the pool eu-west-1_Example01 from "
      "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example01/.well-known/jwks.json: "));
}

TEST_CASE("a file that is damaged or another address's is passed over") {
  World world;
  world.transport.answer({.body = good()});
  CHECK(world.knows());
  const auto text = read_file(world.only_file(), 1 << 20);
  auto elsewhere = text;
  elsewhere.replace(elsewhere.find("eu-west-1_Example01"), 19, "eu-west-1_Example02");
  for (const auto& damaged : {std::string(), std::string("{}"), text.substr(0, 100), elsewhere}) {
    std::ofstream(world.only_file()) << damaged;
    world.transport.answer({.body = good()});
    CHECK(world.knows());
    CHECK(read_file(world.only_file(), 1 << 20) == text);
  }
}

TEST_CASE("a cache that cannot be written is no error") {
  World world;
  std::ofstream(world.folder / "jwks") << "a file where the folder should be";
  world.transport.answer({.body = good()});
  CHECK(world.knows());
}

TEST_CASE("a cache file is the user's alone") {
  World world;
  world.transport.answer({.body = good()});
  CHECK(world.knows());
  CHECK_FALSE(readable_by_others(world.only_file()));
  CHECK_FALSE(readable_by_others(world.folder / "jwks"));
}

}  // namespace cauth::cognito
