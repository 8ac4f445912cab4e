#include "http/message.hpp"

#include <doctest/doctest.h>

namespace cauth::http {

TEST_CASE("header names are compared without case, and the first of a name is found") {
  Headers headers;
  headers.add("Set-Cookie", "a=1");
  headers.add("set-cookie", "b=2");
  REQUIRE(headers.has("SET-COOKIE"));
  CHECK(*headers.find("SET-COOKIE") == "a=1");
  CHECK(headers.find("Cookie") == nullptr);
}

TEST_CASE("setting a header replaces every field of that name, in the place of the first") {
  Headers headers;
  headers.add("Accept", "a");
  headers.add("X-One", "1");
  headers.add("accept", "b");
  headers.set("ACCEPT", "c");
  REQUIRE(headers.fields().size() == 2);
  CHECK(headers.fields()[0].second == "c");
  headers.remove("x-one");
  CHECK(headers.fields().size() == 1);
}

TEST_CASE("a cloned request carries its body and credentials") {
  Request request{.method = "POST", .body = SecretString("b"), .basic_credentials = SecretString("u:p")};
  const Request copy = request.clone();
  CHECK(copy.method == "POST");
  CHECK(copy.body->reveal() == "b");
  CHECK(copy.basic_credentials->reveal() == "u:p");
}

}  // namespace cauth::http
