#include "call/explain/saved_answer.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::call::explain {

TEST_CASE("what curl -i writes is read: status, headers, body") {
  const auto answer = read_saved_answer(
      "HTTP/1.1 401 Unauthorized\r\nContent-Type: application/json\r\nx-amzn-ErrorType: "
      "UnauthorizedException\r\n\r\n"
      "{\"message\":\"Unauthorized\"}");
  CHECK(answer.head.status == 401);
  CHECK(*answer.head.headers.find("X-Amzn-Errortype") == "UnauthorizedException");
  CHECK(answer.body == "{\"message\":\"Unauthorized\"}");
}

TEST_CASE("line ends without carriage returns, HTTP/2, and a missing body serve too") {
  const auto answer = read_saved_answer("HTTP/2 403\nwww-authenticate: Bearer\n");
  CHECK(answer.head.status == 403);
  CHECK(answer.head.headers.has("www-authenticate"));
  CHECK(answer.body.empty());
}

TEST_CASE("of several answers the last one counts: 100, a proxy's, a redirect's") {
  const auto answer = read_saved_answer(
      "HTTP/1.1 200 Connection established\r\n\r\nHTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 302 "
      "Found\r\nLocation: /b\r\n\r\n"
      "HTTP/1.1 401 Unauthorized\r\nA: b\r\n\r\nno");
  CHECK(answer.head.status == 401);
  CHECK(answer.head.headers.has("A"));
  CHECK_FALSE(answer.head.headers.has("Location"));
  CHECK(answer.body == "no");
}

TEST_CASE("the head as curl -v shows it") {
  const auto answer =
      read_saved_answer("< HTTP/1.1 401 Unauthorized\n< Date: Sat, 21 Nov 2026 04:00:00 GMT\n< \nbody");
  CHECK(answer.head.status == 401);
  CHECK(answer.head.headers.has("Date"));
  CHECK(answer.body == "body");
}

TEST_CASE("a text that is no answer is refused with what to do") {
  const std::string too_much = "HTTP/1.1 401 x\r\nA: " + std::string(400000, 'a') + "\r\n\r\n";
  for (const std::string& text :
       {std::string(), std::string("{\"message\":\"Unauthorized\"}"), std::string("HTTP/1.1\r\n\r\n"),
        std::string("HTTP/1.1 100 Continue\r\n\r\n"), std::string("HTTP/1.1 999 x\r\n\r\n"), too_much}) {
    try {
      read_saved_answer(text);
      FAIL("it was taken");
    } catch (const Error& error) {
      CHECK(error.category == Category::usage);
      CHECK(error.hint.find("curl -i") != std::string::npos);
    }
  }
}

}  // namespace cauth::call::explain
