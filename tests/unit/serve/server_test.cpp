#include "serve/server.hpp"

#include "base/error.hpp"
#include "support/raw_client.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>
#include <string_view>

using cauth::Error;
using cauth::serve::Request;
using cauth::serve::Response;
using cauth::serve::Server;
using cauth::test::RawClient;
using namespace std::chrono_literals;

namespace {

Response say_what_came(const Request& request) {
  return cauth::serve::text_response(200, request.method + " " + request.target + " " + request.body + "!");
}

}  // namespace

TEST_CASE("one connection serves many requests") {
  const Server server({}, say_what_came);
  RawClient client(server.port());
  client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.receive_until("!").find("GET /a !") != std::string::npos);
  client.send("POST /b?c HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nhi");
  CHECK(client.receive_until("!").find("POST /b?c hi!") != std::string::npos);
}

TEST_CASE("the connection ends when the client says so") {
  const Server server({}, say_what_came);
  RawClient client(server.port());
  client.send("GET /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string answer = client.receive_all();
  CHECK(answer.find("Connection: close\r\n") != std::string::npos);
  CHECK(answer.ends_with("GET /a ![end]"));
}

TEST_CASE("HEAD is told the length of a body that does not come") {
  const Server server({}, say_what_came);
  RawClient client(server.port());
  client.send("HEAD /a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const std::string answer = client.receive_all();
  CHECK(answer.find("Content-Length: 9\r\n") != std::string::npos);
  CHECK(answer.ends_with("\r\n\r\n[end]"));
}

TEST_CASE("a client that asks whether to send its body is told to") {
  const Server server({}, say_what_came);
  RawClient client(server.port());
  client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n");
  CHECK(client.receive_until("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n");
  client.send("hi");
  CHECK(client.receive_until("!").find("POST / hi!") != std::string::npos);
}

TEST_CASE("a client that sends half a request holds up nobody else") {
  const Server server({}, say_what_came);
  RawClient slow(server.port());
  slow.send("POST /slow HTTP/1.1\r\nContent-Le");
  RawClient quick(server.port());
  quick.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(quick.receive_until("!").find("GET /quick !") != std::string::npos);
  slow.send("ngth: 0\r\n\r\n");
  CHECK(slow.receive_until("!").find("POST /slow !") != std::string::npos);
}

TEST_CASE("an answer that waits holds up nobody else") {
  const Server server({}, [](const Request& request) {
    Response response = say_what_came(request);
    if (request.path() == "/late") response.delay = 5min;
    return response;
  });
  RawClient late(server.port());
  late.send("GET /late HTTP/1.1\r\nHost: x\r\n\r\n");
  RawClient quick(server.port());
  quick.send("GET /quick HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(quick.receive_until("!").find("GET /quick !") != std::string::npos);
}

TEST_CASE("what is too large or no HTTP is refused, and the connection ends") {
  const Server server({.head_limit_bytes = 512, .body_limit_bytes = 1000}, say_what_came);
  const auto answer_to = [&](std::string_view bytes) {
    RawClient client(server.port());
    client.send(bytes);
    return client.receive_all();
  };
  CHECK(answer_to("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1001\r\n\r\n").starts_with("HTTP/1.1 413 "));
  CHECK(
      answer_to("GET / HTTP/1.1\r\nX: " + std::string(1000, 'x') + "\r\n\r\n").starts_with("HTTP/1.1 431 "));
  CHECK(answer_to("hello there\r\n\r\n").starts_with("HTTP/1.1 400 "));
}

TEST_CASE("a body sent in pieces is limited as a whole") {
  const Server server({.body_limit_bytes = 8}, say_what_came);
  RawClient client(server.port());
  client.send(
      "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: "
      "chunked\r\n\r\n5\r\nabcde\r\n5\r\nfghij\r\n0\r\n\r\n");
  CHECK(client.receive_all().starts_with("HTTP/1.1 413 "));
}

TEST_CASE("an idle client is let go") {
  const Server server({.idle_limit = 1s}, say_what_came);
  RawClient client(server.port());
  CHECK(client.receive_all() == "[end]");
}

TEST_CASE("a spoiled answer promises more than it sends") {
  const Server server({}, [](const Request& request) {
    Response response = cauth::serve::text_response(200, "0123456789");
    if (request.path() == "/cut") response.cut_after = 4;
    if (request.path() == "/hang-up") response.hang_up = true;
    return response;
  });
  RawClient cut(server.port());
  cut.send("GET /cut HTTP/1.1\r\nHost: x\r\n\r\n");
  const std::string answer = cut.receive_all();
  CHECK(answer.find("Content-Length: 10\r\n") != std::string::npos);
  CHECK(answer.ends_with("\r\n\r\n0123[end]"));
  RawClient hung_up(server.port());
  hung_up.send("GET /hang-up HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(hung_up.receive_all() == "[end]");
}

TEST_CASE("a handler that throws is the client's 500, and the server goes on") {
  const Server server({}, [](const Request& request) -> Response {
    if (request.path() == "/bad") throw cauth::usage_error("out of order");
    return say_what_came(request);
  });
  RawClient client(server.port());
  client.send("GET /bad HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(client.receive_until("\r\n\r\n").starts_with("HTTP/1.1 500 "));
  RawClient next(server.port());
  next.send("GET /good HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(next.receive_until("!").find("GET /good !") != std::string::npos);
}

TEST_CASE("connections beyond the limit are closed") {
  const Server server({.connection_limit = 1}, say_what_came);
  RawClient first(server.port());
  first.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
  CHECK(first.receive_until("!").find("GET /a !") != std::string::npos);
  RawClient second(server.port());
  CHECK(second.receive_all() == "[end]");
}

TEST_CASE("a port that is taken, and an address that is none, are usage errors") {
  const Server server({}, say_what_came);
  try {
    const Server again({.port = server.port()}, say_what_came);
    FAIL("the port was given twice");
  } catch (const Error& error) {
    CHECK(error.category == cauth::Category::usage);
    CHECK(error.what_failed == "port " + std::to_string(server.port()) + " of 127.0.0.1 is taken");
    CHECK(error.hint == "name another with --port, or take a free one with --port 0");
  }
  CHECK_THROWS_AS(Server({.bind = "localhost"}, say_what_came), Error);
}
