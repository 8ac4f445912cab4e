#include "serve/proxy/relay.hpp"

#include "base/error.hpp"
#include "support/fake_exchange.hpp"
#include "support/fake_transport.hpp"
#include "support/manual_clock.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <utility>

namespace cauth::serve::proxy {
namespace {

using std::chrono::hours;

struct FakeTokens : call::TokenSource {
  explicit FakeTokens(Clock& clock) : clock_(clock) {}
  call::SessionToken get(const call::TokenPlan& /*plan*/) override {
    ++asked;
    return token("T1");
  }
  call::SessionToken renew(const call::SessionToken& /*old*/, const call::TokenPlan& /*plan*/) override {
    ++renewed;
    if (over)
      throw Error(Category::action_needed, "the session of \"alice\" cannot be renewed", "cauth login");
    return token("T2");
  }
  call::SessionToken token(std::string_view text) {
    return {.text = SecretString(text),
            .obtained = clock_.now() - hours(1),
            .expires = clock_.now() + hours(1),
            .renewable = true,
            .whose = "alice"};
  }
  Clock& clock_;
  int asked = 0, renewed = 0;
  bool over = false;
};

// Hands the test's own transport to the relay.
struct Borrowed : http::Transport {
  explicit Borrowed(http::Transport& real) : real_(real) {}
  http::Response send(const http::Request& request, http::BodySink& sink) override {
    return real_.send(request, sink);
  }
  http::Transport& real_;
};

struct Fixture {
  test::ManualClock clock;
  test::FakeTransport transport;
  FakeTokens source{clock};
  call::Options options;
  call::TokenPlan plan{.send = call::TokenPlan::Send::yes};
  SharedTokens tokens{source, plan, clock};
  std::atomic<bool> stopping = false;
  Setup setup{.upstream = *parse_url("https://api.example.com/prod"),
              .plan = plan,
              .options = options,
              .connection = {},
              .door = {.key = SecretString("key"), .port = 1, .origins = {}},
              .tokens = tokens,
              .clock = clock,
              .log = {},
              .stopping = stopping};

  test::FakeExchange ask(std::string method, std::string target, std::string body = "") {
    test::FakeExchange exchange(std::move(method), std::move(target), std::move(body));
    run(exchange);
    return exchange;
  }
  void run(test::FakeExchange& exchange) {
    exchange.asked.headers.set("Host", "127.0.0.1:1");
    make_relay(setup, std::make_unique<Borrowed>(transport))(exchange);
  }
  std::string sent(std::size_t request, std::string_view header) {
    const auto* value = transport.sent.at(request).headers.find(header);
    return value == nullptr ? "" : *value;
  }
};

}  // namespace

TEST_CASE("a token that two requests saw refused is renewed once") {
  Fixture fixture;
  const auto first = fixture.tokens.current();
  CHECK(fixture.tokens.renewed(first).text.reveal() == "T2");
  CHECK(fixture.tokens.renewed(first).text.reveal() == "T2");
  CHECK(fixture.source.renewed == 1);
  // The new one may be refused too, later.
  fixture.tokens.renewed(fixture.tokens.current());
  CHECK(fixture.source.renewed == 2);
}

TEST_CASE("the proxy puts the token on and gives the API's answer back") {
  Fixture fixture;
  fixture.transport.answer(
      {.status = 201, .body = "made", .headers = {{"X-Answer", "1"}, {"Connection", "close"}}});
  const auto exchange = fixture.ask("POST", "/key/orders", "{}");
  CHECK(exchange.status == 201);
  CHECK(exchange.written == "made");
  CHECK(exchange.headers.has("X-Answer"));
  CHECK_FALSE(exchange.headers.has("Connection"));
  CHECK(fixture.transport.sent.at(0).url == "https://api.example.com/prod/orders");
  CHECK(fixture.transport.sent.at(0).body == "{}");
  CHECK(fixture.sent(0, "Authorization") == "Bearer T1");
}

TEST_CASE("the client's own Authorization is replaced") {
  Fixture fixture;
  fixture.transport.answer({});
  test::FakeExchange exchange("GET", "/key/", "");
  exchange.asked.headers.add("Authorization", "Bearer stale");
  fixture.run(exchange);
  CHECK(fixture.sent(0, "Authorization") == "Bearer T1");
}

TEST_CASE("a token serves many requests without a look at the session") {
  Fixture fixture;
  for (int round = 0; round < 3; ++round) {
    fixture.transport.answer({});
    fixture.ask("GET", "/key/");
  }
  CHECK(fixture.source.asked == 1);
  fixture.clock.advance(hours(1));
  fixture.transport.answer({});
  fixture.ask("GET", "/key/");
  CHECK(fixture.source.asked == 2);
}

TEST_CASE("a refused token is renewed once, and the first answer never shows") {
  Fixture fixture;
  fixture.transport.answer({.status = 401, .body = "first"});
  fixture.transport.answer({.body = "second"});
  const auto exchange = fixture.ask("GET", "/key/");
  CHECK(exchange.status == 200);
  CHECK(exchange.written == "second");
  CHECK(fixture.sent(1, "Authorization") == "Bearer T2");
  fixture.transport.answer({.status = 401, .body = "again"});
  fixture.transport.answer({.status = 401, .body = "and again"});
  CHECK(fixture.ask("GET", "/key/").written == "and again");
}

TEST_CASE("what changes something is sent again only when an authorizer refused it, with the same body") {
  Fixture fixture;
  fixture.transport.answer({.status = 401, .body = "the API itself"});
  CHECK(fixture.ask("POST", "/key/", "x").status == 401);
  fixture.transport.answer({.status = 401, .headers = {{"x-amzn-ErrorType", "UnauthorizedException"}}});
  fixture.transport.answer({});
  CHECK(fixture.ask("POST", "/key/", "x").status == 200);
  CHECK(fixture.transport.sent.at(2).body == "x");
}

TEST_CASE("a body that is too large to keep is not sent again") {
  Fixture fixture;
  fixture.transport.answer({.status = 401, .headers = {{"WWW-Authenticate", "Bearer"}}});
  CHECK(fixture.ask("PUT", "/key/", std::string(std::size_t{3} << 20U, 'x')).status == 401);
  CHECK(fixture.transport.sent.size() == 1);
}

TEST_CASE("a redirect within the API leads back to the proxy, key and all") {
  Fixture fixture;
  fixture.transport.answer({.status = 302, .headers = {{"Location", "https://api.example.com/prod/b"}}});
  const auto exchange = fixture.ask("GET", "/key/a");
  CHECK(exchange.status == 302);
  CHECK(*exchange.headers.find("Location") == "/key/b");
}

TEST_CASE("an API that cannot be reached is 502, one that is late 504, each with a line of text") {
  Fixture fixture;
  fixture.transport.answer({.curl_error = 7});
  const auto exchange = fixture.ask("GET", "/key/");
  CHECK(exchange.status == 502);
  CHECK(exchange.written.starts_with("cauth proxy: "));
  fixture.transport.answer({.curl_error = 28});
  CHECK(fixture.ask("GET", "/key/").status == 504);
}

TEST_CASE("a session that is over is 502 and says what to do") {
  Fixture fixture;
  fixture.source.over = true;
  fixture.transport.answer({.status = 401});
  const auto exchange = fixture.ask("GET", "/key/");
  CHECK(exchange.status == 502);
  CHECK(exchange.written.find("hint: cauth login") != std::string::npos);
}

TEST_CASE("who is not let in reaches no API") {
  Fixture fixture;
  CHECK(fixture.ask("GET", "/orders").status == 403);
  CHECK(fixture.transport.sent.empty());
}

}  // namespace cauth::serve::proxy
