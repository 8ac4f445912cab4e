#include "serve/proxy/door.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace cauth::serve::proxy {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

Door door() {
  return {.key = SecretString("k3y-of-this-run"), .port = 4711, .origins = {"http://localhost:3000"}};
}

Request request(std::string target, Fields fields = {}, std::string method = "GET") {
  Request made{.method = std::move(method), .target = std::move(target)};
  made.headers.add("Host", "127.0.0.1:4711");
  for (auto& [name, value] : fields) made.headers.set(name, value);
  return made;
}

// The target that the API would be asked, or the status of the refusal.
std::string outcome(const Request& asked, const Door& at = door()) {
  const auto admission = admit(asked, at);
  return admission.guest ? admission.guest->target : std::to_string(admission.refusal.status);
}

}  // namespace

TEST_CASE("the proxy takes its key out of the path") {
  CHECK(outcome(request("/k3y-of-this-run/orders?x=1")) == "/orders?x=1");
  CHECK(outcome(request("/k3y-of-this-run")) == "/");
  CHECK(outcome(request("/k3y-of-this-run?x")) == "/?x");
  CHECK(outcome(request("/k3y-of-this-run//x")) == "//x");
}

TEST_CASE("without its key the proxy refuses") {
  for (const auto* target : {"/", "/orders", "/k3y-of-this-ruN/orders", "/k3y-of-this-runx/orders",
                             "/k3y-of-this-ru", "/K3Y-OF-THIS-RUN/", "//k3y-of-this-run/x"}) {
    INFO(target);
    CHECK(outcome(request(target)) == "403");
  }
}

TEST_CASE("the key may stand in a header, and a Unix socket needs none") {
  CHECK(outcome(request("/orders", {{"X-Cauth-Key", "k3y-of-this-run"}})) == "/orders");
  CHECK(outcome(request("/orders", {{"X-Cauth-Key", "k3y"}})) == "403");
  CHECK(outcome(request("/orders", {{"Host", "whatever"}}), {}) == "/orders");
}

TEST_CASE("a name that was pointed at this machine is not this machine") {
  const std::string target = "/k3y-of-this-run/x";
  for (const auto* host :
       {"127.0.0.1:4711", "localhost:4711", "[::1]:4711", "app.localhost:4711", "LOCALHOST:4711"}) {
    INFO(host);
    CHECK(outcome(request(target, {{"Host", host}})) == "/x");
  }
  for (const auto* host :
       {"evil.example:4711", "evil.example", "127.0.0.1", "127.0.0.1:4712", "127.0.0.1.evil.example:4711",
        "localhost:4711@evil.example", "x@localhost:4711", ""}) {
    INFO(host);
    CHECK(outcome(request(target, {{"Host", host}})) == "403");
  }
  Request without = request(target);
  without.headers.remove("Host");
  CHECK(outcome(without) == "403");
}

TEST_CASE("web pages are refused unless --cors let theirs in") {
  const std::string target = "/k3y-of-this-run/x";
  CHECK(outcome(request(target, {{"Origin", "https://evil.example"}})) == "403");
  CHECK(outcome(request(target, {{"Origin", "null"}})) == "403");
  CHECK(outcome(request(target, {{"Origin", "http://localhost:3001"}})) == "403");
  CHECK(outcome(request(target, {{"Sec-Fetch-Site", "cross-site"}})) == "403");
  CHECK(outcome(request(target, {{"Sec-Fetch-Site", "none"}})) == "/x");
  CHECK(outcome(request(target, {{"Origin", "http://127.0.0.1:4711"}})) == "/x");
  CHECK(outcome(request(target, {{"Origin", "http://localhost:3000"}, {"Sec-Fetch-Site", "cross-site"}})) ==
        "/x");
  CHECK(outcome(request("/x", {{"Origin", "http://localhost:3000"}})) == "403");
}

TEST_CASE("a page that may ask gets an answer to its preflight, without the key") {
  const Request asked = request("/x",
                                {{"Origin", "http://localhost:3000"},
                                 {"Access-Control-Request-Method", "PUT"},
                                 {"Access-Control-Request-Headers", "content-type, x-cauth-key"},
                                 {"Access-Control-Request-Private-Network", "true"}},
                                "OPTIONS");
  const auto admission = admit(asked, door());
  REQUIRE(admission.guest);
  const auto answer = preflight_answer(asked, *admission.guest);
  REQUIRE(answer);
  CHECK(answer->status == 204);
  CHECK(*answer->headers.find("Access-Control-Allow-Origin") == "http://localhost:3000");
  CHECK(*answer->headers.find("Access-Control-Allow-Methods") == "PUT");
  CHECK(*answer->headers.find("Access-Control-Allow-Headers") == "content-type, x-cauth-key");
  CHECK(*answer->headers.find("Access-Control-Allow-Private-Network") == "true");
  const Request plain = request("/k3y-of-this-run/x", {{"Origin", "http://localhost:3000"}}, "OPTIONS");
  CHECK_FALSE(preflight_answer(plain, *admit(plain, door()).guest));
}

TEST_CASE("what the API says about pages is replaced by what the proxy says") {
  http::Headers headers;
  headers.add("Access-Control-Allow-Origin", "https://app.example.com");
  allow_page(headers, {.target = "/", .web_origin = "http://localhost:3000"});
  CHECK(*headers.find("access-control-allow-origin") == "http://localhost:3000");
  CHECK(*headers.find("Vary") == "Origin");
  http::Headers untouched;
  allow_page(untouched, {.target = "/"});
  CHECK(untouched.fields().empty());
}

TEST_CASE("a forward proxy or a change of protocol is not what the proxy is for") {
  CHECK(outcome(request("http://evil.example/")) == "400");
  CHECK(outcome(request("evil.example:443", {}, "CONNECT")) == "400");
  CHECK(outcome(request("*", {}, "OPTIONS")) == "400");
  const auto answer =
      admit(request("/k3y-of-this-run/ws", {{"Connection", "Upgrade"}, {"Upgrade", "websocket"}}), door());
  CHECK_FALSE(answer.guest);
  CHECK(answer.refusal.status == 501);
  CHECK(answer.refusal.body.find("WebSocket") != std::string::npos);
}

}  // namespace cauth::serve::proxy
