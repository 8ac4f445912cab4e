#include "call/explain/challenge_header.hpp"

#include <doctest/doctest.h>

#include <string>

namespace cauth::call::explain {

TEST_CASE("a Bearer challenge of an HTTP API is taken apart") {
  const auto all =
      read_challenges(R"(Bearer scope="" error="invalid_token" error_description="the token has expired")");
  REQUIRE(all.size() == 1);
  CHECK(all[0].scheme == "Bearer");
  CHECK(all[0].parameter("scope").empty());
  CHECK(all[0].parameter("error") == "invalid_token");
  CHECK(all[0].parameter("error_description") == "the token has expired");
  CHECK(all[0].parameter("realm").empty());
}

TEST_CASE("several challenges in one value are told apart (RFC 9110 section 11.6.1)") {
  const auto all =
      read_challenges(R"(Newauth realm="apps", type=1, title="Login to \"apps\"", Basic realm="simple")");
  REQUIRE(all.size() == 2);
  CHECK(all[0].scheme == "Newauth");
  CHECK(all[0].parameter("title") == R"(Login to "apps")");
  CHECK(all[0].parameter("type") == "1");
  CHECK(all[1].scheme == "Basic");
  CHECK(all[1].parameter("realm") == "simple");
}

TEST_CASE("a scheme alone is a challenge, and what is none leaves nothing") {
  CHECK(read_challenges("Bearer").size() == 1);
  CHECK(read_challenges("").empty());
  CHECK(read_challenges(" ,,\"=").empty());
  CHECK(read_challenges("realm=\"x\"").empty());
  CHECK(read_challenges(std::string(9000, 'a')).empty());
}

TEST_CASE("an unfinished quoted text ends with the value") {
  const auto all = read_challenges(R"(Bearer error="inv\)");
  REQUIRE(all.size() == 1);
  CHECK(all[0].parameter("error") == R"(inv\)");
}

TEST_CASE("a challenge that API Gateway renamed counts as well") {
  http::Headers headers;
  headers.add("x-amzn-remapped-www-authenticate", "Bearer error=\"invalid_token\"");
  headers.add("www-authenticate", "Basic realm=x");
  const auto all = challenges_of(headers);
  REQUIRE(all.size() == 2);
  CHECK(all[0].scheme == "Bearer");
  CHECK(all[1].scheme == "Basic");
}

}  // namespace cauth::call::explain
