#include "http/head_reader.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::http {

TEST_CASE("the last header block counts, and the whole head is kept as it came") {
  HeadReader reader;
  for (const auto* line : {"HTTP/1.1 100 Continue\r\n", "X-Interim: 1\r\n", "\r\n"}) reader.line(line);
  CHECK_FALSE(reader.complete());
  for (const auto* line : {"HTTP/1.1 401 Unauthorized\r\n", "WWW-Authenticate:  Bearer \r\n", "X-Empty:\r\n"})
    reader.line(line);
  CHECK_FALSE(reader.complete());
  reader.line("\r\n");
  REQUIRE(reader.complete());
  reader.line("X-Trailer: late\r\n");

  const Response response = reader.take();
  CHECK(response.status == 401);
  CHECK(response.http_version == "1.1");
  CHECK_FALSE(response.headers.has("X-Interim"));
  CHECK_FALSE(response.headers.has("X-Trailer"));
  CHECK(*response.headers.find("www-authenticate") == "Bearer");
  CHECK(response.headers.find("x-empty")->empty());
  CHECK(response.head_text ==
        "HTTP/1.1 100 Continue\r\nX-Interim: 1\r\n\r\n"
        "HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate:  Bearer \r\nX-Empty:\r\n\r\n");
}

TEST_CASE("an HTTP/2 status line has no words after the number") {
  HeadReader reader;
  reader.line("HTTP/2 204 \r\n");
  reader.line("\r\n");
  CHECK(reader.response().http_version == "2");
  CHECK(reader.response().status == 204);
}

TEST_CASE("another block before any body takes the place of the one that was whole") {
  HeadReader reader;
  for (const auto* line : {"HTTP/1.1 401 Unauthorized\r\n", "WWW-Authenticate: Digest\r\n", "\r\n"})
    reader.line(line);
  CHECK(reader.complete());
  reader.line("HTTP/1.1 200 OK\r\n");
  CHECK_FALSE(reader.complete());
  reader.line("\r\n");
  CHECK(reader.complete());
  CHECK(reader.response().status == 200);
  CHECK_FALSE(reader.response().headers.has("WWW-Authenticate"));
  CHECK(reader.response().head_text == "HTTP/1.1 200 OK\r\n\r\n");
}

TEST_CASE("a trailer cannot pass for another answer") {
  HeadReader reader;
  reader.line("HTTP/1.1 200 OK\r\n");
  reader.line("\r\n");
  reader.body_begins();
  reader.line("HTTP/1.1 401 Unauthorized\r\n");
  CHECK(reader.complete());
  CHECK(reader.response().status == 200);
}

TEST_CASE("a head without end is refused") {
  HeadReader reader;
  reader.line("HTTP/1.1 200 OK\r\n");
  const std::string line = "X-A: " + std::string(1000, 'a') + "\r\n";
  const auto read_on = [&] {
    for (int i = 0; i < 1000; ++i) reader.line(line);
  };
  CHECK_THROWS_WITH_AS(read_on(), "the answer's head is larger than 307200 bytes", Error);
}

}  // namespace cauth::http
