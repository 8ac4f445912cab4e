#include "base/error.hpp"
#include "http/curl_transport.hpp"
#include "support/local_server.hpp"

#include <doctest/doctest.h>

#include <latch>
#include <string>
#include <thread>

namespace cauth::http {

TEST_CASE("requests of several threads are under way at the same time") {
  // Neither is answered before both have come.
  std::latch both(2);
  const auto wait_for_both = [&both] { both.arrive_and_wait(); };
  test::LocalServer one({"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\none"}, wait_for_both);
  test::LocalServer two({"HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\ntwo"}, wait_for_both);
  const auto transport = open_parallel_transport();
  std::string other;
  std::thread thread([&] { other = send_small(*transport, {.url = two.url()}, 10).body; });
  CHECK(send_small(*transport, {.url = one.url()}, 10).body == "one");
  thread.join();
  CHECK(other == "two");
}

TEST_CASE("a failure, and what a sink throws, reach the thread that asked") {
  struct Refusing : BodySink {
    bool on_response(const Response&) override { throw usage_error("not this one"); }
    void on_bytes(std::string_view) override {}
  } sink;
  test::LocalServer server(
      {"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok", "", "HTTP/1.1 204 No Content\r\n\r\n"});
  const auto transport = open_parallel_transport();
  CHECK_THROWS_WITH_AS(transport->send({.url = server.url()}, sink), "not this one", Error);
  CHECK_THROWS_AS(send_small(*transport, {.url = server.url()}, 0), Error);
  CHECK(send_small(*transport, {.url = server.url()}, 0).head.status == 204);
}

}  // namespace cauth::http
