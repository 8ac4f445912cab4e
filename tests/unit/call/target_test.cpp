#include "call/target.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

namespace cauth::call {

TEST_CASE("an address without a scheme is https, or http for this machine") {
  CHECK(target_url("api.example.com/orders", {}).text() == "https://api.example.com/orders");
  CHECK(target_url("localhost:8080/orders", {}).text() == "http://localhost:8080/orders");
  CHECK(target_url("http://api.example.com", {}).text() == "http://api.example.com/");
}

TEST_CASE("a path is below the profile's api, whose own path stays") {
  CHECK(target_url("/orders?x=1", "https://api.example.com/prod").text() ==
        "https://api.example.com/prod/orders?x=1");
  CHECK(target_url("/orders", "https://api.example.com/prod/").text() ==
        "https://api.example.com/prod/orders");
}

TEST_CASE("a path without an api names what to set") {
  try {
    target_url("/orders", {});
    FAIL("it was taken");
  } catch (const Error& error) {
    CHECK(exit_code(error) == 2);
    CHECK(error.hint.find("CAUTH_API") != std::string::npos);
  }
}

TEST_CASE("what is no http URL is refused") {
  CHECK_THROWS_AS(target_url("ftp://example.com/", {}), Error);
  CHECK_THROWS_AS(target_url("https://exa mple.com/", {}), Error);
  CHECK_THROWS_AS(target_url("", {}), Error);
}

TEST_CASE("an address that is refused is shown without user and password, and with what is wrong") {
  const auto refusal = [](std::string_view typed) {
    try {
      target_url(typed, {});
    } catch (const Error& error) {
      return error.what_failed + " | " + error.hint;
    }
    return std::string();
  };
  CHECK(refusal("https://alice:s3cret@h.example:1x/") ==
        "\"https://************@h.example:1x/\" is not an http or https URL | it looks like "
        "https://api.example.com/orders; a port is a number from 1 to 65535");
  CHECK(refusal("alice:s3/c@ret@h.example:1x/").find("s3") == std::string::npos);
  CHECK(refusal("https://h.example/a b").find("percent-encoded") != std::string::npos);
  CHECK(refusal("file:/etc/passwd").find("http and https alone") != std::string::npos);
}

TEST_CASE("-G's data goes behind a query that is there") {
  Url url = target_url("https://x.example/a", {});
  add_query(url, "b=1");
  add_query(url, "c=2");
  CHECK(url.text() == "https://x.example/a?b=1&c=2");
  Url escaped = target_url("https://x.example/%2F?a=%2F", {});
  add_query(escaped, "b=%2F%zZ%A");
  CHECK(escaped.text() == "https://x.example/%2F?a=%2F&b=%2f%zZ%A");
}

}  // namespace cauth::call
