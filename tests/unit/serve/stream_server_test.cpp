#include "serve/stream_server.hpp"

#include "support/raw_client.hpp"

#include <doctest/doctest.h>

#include <array>
#include <atomic>
#include <chrono>
#include <future>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::serve {
namespace {

using test::RawClient;

StreamServer serve(StreamHandler handler, StreamServerOptions options = {}) {
  return {Listener::on_port("127.0.0.1", 0), options, [handler = std::move(handler)] { return handler; }};
}

std::string read_all_of(Exchange& exchange) {
  std::string text;
  std::array<char, 1000> block{};
  while (const auto got = exchange.read_body(block)) text.append(block.data(), got);
  return text;
}

void echo(Exchange& exchange) {
  exchange.answer(text_response(
      200, exchange.request().method + ' ' + exchange.request().target + ' ' + read_all_of(exchange)));
}

bool ends_with(const std::string& text, std::string_view end) {
  return text.ends_with(end);
}

}  // namespace

TEST_CASE("a streaming server answers one request after another on a connection") {
  const StreamServer server = serve(&echo);
  RawClient client(server.port());
  client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(ends_with(client.receive_until("GET /a "), "GET /a "));
  client.send("POST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
  CHECK(ends_with(client.receive_until("abc"), "POST /b abc"));
  client.send(
      "POST /c HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n1\r\nc\r\n0\r\n\r\n");
  CHECK(ends_with(client.receive_until("abc"), "POST /c abc"));
}

TEST_CASE("an answer leaves while it is being made") {
  std::promise<void> go_on;
  const StreamServer server = serve([&](Exchange& exchange) {
    exchange.begin(200, {}, std::nullopt);
    exchange.write("first");
    go_on.get_future().wait();
    exchange.write("second");
  });
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto first = client.receive_until("first\r\n");
  CHECK(first.find("Transfer-Encoding: chunked") != std::string::npos);
  CHECK(ends_with(first, "\r\n5\r\nfirst\r\n"));
  go_on.set_value();
  CHECK(client.receive_until("0\r\n\r\n") == "6\r\nsecond\r\n0\r\n\r\n");
}

TEST_CASE("a connection waits for no other one") {
  std::promise<void> release;
  const auto released = release.get_future().share();
  const StreamServer server = serve([&](Exchange& exchange) {
    if (exchange.request().target == "/slow") released.wait();
    exchange.answer(text_response(200, "done"));
  });
  RawClient slow(server.port()), quick(server.port());
  slow.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
  quick.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(ends_with(quick.receive_until("done"), "done"));
  release.set_value();
  CHECK(ends_with(slow.receive_until("done"), "done"));
}

TEST_CASE("an answer to HEAD and one of 204 have no body, and the connection goes on") {
  const StreamServer server = serve([](Exchange& exchange) {
    exchange.answer(text_response(exchange.request().target == "/204" ? 204 : 200, "body"));
  });
  RawClient client(server.port());
  client.send(
      "HEAD / HTTP/1.1\r\nHost: x\r\n\r\nGET /204 HTTP/1.1\r\nHost: x\r\n\r\nGET / HTTP/1.1\r\nHost: "
      "x\r\n\r\n");
  const auto all = client.receive_until("\r\n\r\nbody");
  CHECK(all.find("Content-Length: 4\r\n") != std::string::npos);
  CHECK(all.find("204 No Content") != std::string::npos);
  CHECK(all.find("body") == all.size() - 4);
}

TEST_CASE("a client of HTTP/1.0 gets a body that ends with the connection") {
  const StreamServer server = serve([](Exchange& exchange) {
    exchange.begin(200, {}, std::nullopt);
    exchange.write("to the end");
  });
  RawClient client(server.port());
  client.send("GET / HTTP/1.0\r\n\r\n");
  CHECK(ends_with(client.receive_all(), "to the end[end]"));
}

TEST_CASE("a client that waits for 100 Continue is told when somebody wants the body") {
  const StreamServer server = serve(&echo);
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
  CHECK(client.receive_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("ab");
  CHECK(ends_with(client.receive_until("ab"), "ab"));
}

TEST_CASE("a body that nobody wants does not become the next request") {
  const StreamServer server =
      serve([](Exchange& exchange) { exchange.answer(text_response(200, exchange.request().target)); });
  RawClient client(server.port());
  const std::string body = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
  client.send("POST /one HTTP/1.1\r\nHost: x\r\nContent-Length: " + std::to_string(body.size()) + "\r\n\r\n" +
              body + "GET /two HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answers = client.receive_until("/two");
  CHECK(answers.ends_with("/two"));
  CHECK(answers.find("smuggled") == std::string::npos);
}

TEST_CASE("what is no HTTP, or too long a head, is refused and ends the connection") {
  const StreamServer server = serve(&echo, {.head_limit_bytes = 1024});
  const std::vector<std::pair<std::string, std::string>> requests = {
      {"nonsense\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nContent-Length: x\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"},
      {"GET / HTTP/1.1\r\nX: " + std::string(2000, 'x') + "\r\n\r\n", "431"}};
  for (const auto& request : requests) {
    INFO(request.first);
    RawClient client(server.port());
    client.send(request.first);
    const auto answer = client.receive_all();
    CHECK(answer.starts_with("HTTP/1.1 " + request.second));
    CHECK(ends_with(answer, "[end]"));
  }
}

TEST_CASE("an answer that breaks off is cut, not ended") {
  const StreamServer server = serve([](Exchange& exchange) {
    exchange.begin(200, {}, std::nullopt);
    exchange.write("half");
    throw std::runtime_error("the other half is missing");
  });
  RawClient client(server.port());
  client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(ends_with(client.receive_all(), "4\r\nhalf\r\n[end]"));
}

TEST_CASE("one connection too many is told so") {
  const StreamServer server = serve(&echo, {.connection_limit = 1});
  RawClient first(server.port());
  first.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  first.receive_until("GET / ");
  RawClient second(server.port());
  second.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(second.receive_until("\r\n\r\n").starts_with("HTTP/1.1 503"));
}

TEST_CASE("a streaming server that ends takes clients that say nothing with it") {
  std::string seen;
  {
    auto server = std::make_unique<StreamServer>(Listener::on_port("127.0.0.1", 0), StreamServerOptions{},
                                                 [] { return StreamHandler(&echo); });
    RawClient client(server->port());
    client.send("GET / HTTP/1.1\r\nHost: x\r\n\r\n");
    client.receive_until("GET / ");
    server.reset();
    seen = client.receive_all();
  }
  CHECK(seen == "[end]");
}

}  // namespace cauth::serve
