#include "http/curl_transport.hpp"

#include "base/error.hpp"
#include "support/local_server.hpp"

#include <doctest/doctest.h>

#include <stdexcept>

namespace cauth::http {
namespace {

constexpr std::size_t kLimit = 65536;

int failure_of(Transport& transport, const Request& request) {
  try {
    send_small(transport, request, kLimit);
  } catch (const Error& error) {
    return exit_code(error);
  }
  return 0;
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a request goes out with its method, headers and body, and the answer comes back in parts") {
  test::LocalServer server({"HTTP/1.1 201 Created\r\nX-A: 1\r\nContent-Length: 2\r\n\r\nok"});
  const auto transport = open_curl_transport();
  Request request{.method = "PUT", .url = server.url() + "/a?b=c", .body = SecretString("data")};
  request.headers.add("X-Full", "yes");
  request.headers.add("X-Empty", "");
  request.removed_headers = {"Accept"};
  request.user_agent = "cauth/test";
  const auto answer = send_small(*transport, request, kLimit);
  CHECK(answer.head.status == 201);
  CHECK(*answer.head.headers.find("x-a") == "1");
  CHECK(answer.body == "ok");
  CHECK(answer.head.effective_url == server.url() + "/a?b=c");

  const std::string sent = server.received().at(0);
  CHECK(sent.starts_with("PUT /a?b=c HTTP/1.1\r\n"));
  CHECK(contains(sent, "\r\nX-Full: yes\r\n"));
  CHECK(contains(sent, "\r\nX-Empty:\r\n"));
  CHECK(contains(sent, "\r\nUser-Agent: cauth/test\r\n"));
  CHECK_FALSE(contains(sent, "\r\nAccept:"));
  CHECK(sent.ends_with("\r\n\r\ndata"));
}

TEST_CASE("nothing of one request is left in the next") {
  const std::string answer = "HTTP/1.1 204 No Content\r\n\r\n";
  test::LocalServer server({answer, answer});
  const auto transport = open_curl_transport();
  Request first{.method = "POST",
                .url = server.url(),
                .body = SecretString("x"),
                .basic_credentials = SecretString("u:p")};
  first.headers.add("X-First", "1");
  send_small(*transport, first, kLimit);
  send_small(*transport, {.url = server.url()}, kLimit);
  const auto sent = server.received();
  CHECK(contains(sent.at(0), "Authorization: Basic dTpw"));
  CHECK(sent.at(1).starts_with("GET / "));
  CHECK_FALSE(contains(sent.at(1), "X-First"));
  CHECK_FALSE(contains(sent.at(1), "Authorization"));
}

TEST_CASE("a redirect is an answer that says where it leads") {
  test::LocalServer server({"HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n"});
  const auto answer = send_small(*open_curl_transport(), {.url = server.url() + "/first"}, kLimit);
  CHECK(answer.head.status == 302);
  CHECK(answer.head.redirect_url == server.url() + "/next");
}

TEST_CASE("HEAD reads no body although a length is announced") {
  test::LocalServer server({"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n"});
  const auto answer = send_small(*open_curl_transport(),
                                 {.method = "HEAD", .url = server.url(), .no_body_expected = true}, kLimit);
  CHECK(answer.head.status == 200);
  CHECK(server.received().at(0).starts_with("HEAD / "));
}

TEST_CASE("a connection that says nothing, a cut body and a closed port have curl's codes") {
  const auto transport = open_curl_transport();
  std::string closed;
  {
    test::LocalServer server({"", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\ncut"});
    CHECK(failure_of(*transport, {.url = server.url()}) == 52);
    CHECK(failure_of(*transport, {.url = server.url()}) == 18);
    closed = server.url();
  }
  CHECK(failure_of(*transport, {.url = closed}) == 7);
}

TEST_CASE("loopback is reached directly whatever the proxy") {
  test::LocalServer server({"HTTP/1.1 204 No Content\r\n\r\n"});
  const auto answer =
      send_small(*open_curl_transport(), {.url = server.url(), .proxy = "http://192.0.2.1:9"}, kLimit);
  CHECK(answer.head.status == 204);
}

TEST_CASE("a header cannot smuggle another one in") {
  const auto transport = open_curl_transport();
  Request request{.url = "http://127.0.0.1:9/"};
  request.headers.add("X-A", "1\r\nX-B: 2");
  CHECK(failure_of(*transport, request) == 2);
}

TEST_CASE("what a sink throws comes out of send as it is") {
  struct Refusing : BodySink {
    bool on_response(const Response&) override { throw usage_error("not this one"); }
    void on_bytes(std::string_view) override {}
  } sink;
  test::LocalServer server({"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"});
  const auto transport = open_curl_transport();
  CHECK_THROWS_WITH_AS(transport->send({.url = server.url()}, sink), "not this one", Error);
}

TEST_CASE("a body that is not wanted is thrown away") {
  struct Unwilling : BodySink {
    bool on_response(const Response&) override { return false; }
    void on_bytes(std::string_view) override { throw std::logic_error("it was not wanted"); }
  } sink;
  test::LocalServer server({"HTTP/1.1 401 Unauthorized\r\nContent-Length: 2\r\n\r\nno"});
  CHECK(open_curl_transport()->send({.url = server.url()}, sink).status == 401);
}

}  // namespace cauth::http
