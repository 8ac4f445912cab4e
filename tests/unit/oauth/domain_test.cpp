#include "oauth/domain.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

namespace cauth::oauth {

TEST_CASE("a bare prefix is one of Amazon's own domains in the pool's region") {
  CHECK(domain_url("shop-1", "eu-west-1", false) == "https://shop-1.auth.eu-west-1.amazoncognito.com");
  CHECK(domain_url("shop", "us-gov-west-1", true) ==
        "https://shop.auth-fips.us-gov-west-1.amazoncognito.com");
}

TEST_CASE("an address or a host is taken as it stands") {
  CHECK(domain_url("https://auth.example.com/", "", false) == "https://auth.example.com");
  CHECK(domain_url("auth.example.com", "", false) == "https://auth.example.com");
  CHECK(domain_url("http://127.0.0.1:9230", "", false) == "http://127.0.0.1:9230");
  CHECK(domain_url("localhost:9230", "", false) == "http://localhost:9230");
  CHECK(domain_url("https://emulator.example.com/pool/", "", false) == "https://emulator.example.com/pool");
}

TEST_CASE("what is no domain is refused, and a prefix wants a region") {
  for (const auto* text :
       {"", "Shop Front", "https://x/?a=b", "https://me:pw@example.com", "ftp://x", "-shop-"}) {
    CHECK_THROWS_AS(domain_url(text, "eu-west-1", false), Error);
  }
  try {
    domain_url("shop", "", false);
    FAIL("a prefix without a region");
  } catch (const Error& error) {
    CHECK(error.category == Category::usage);
    CHECK(error.what_failed == "the domain prefix \"shop\" needs a region");
  }
}

}  // namespace cauth::oauth
