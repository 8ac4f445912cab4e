#include "cognito/pool.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace cauth::cognito {

using Issuers = std::vector<std::string>;

TEST_CASE("a pool id is a region, an underscore and a name") {
  const auto pool = parse_pool_id("ap-northeast-1_AbCdEfGhI");
  CHECK(pool.text == "ap-northeast-1_AbCdEfGhI");
  CHECK(pool.region == "ap-northeast-1");
  CHECK(pool.name == "AbCdEfGhI");
  CHECK(parse_pool_id("local_2kVp1Xyz").region == "local");
}

TEST_CASE("what could lead a request elsewhere, or is no pool id, is refused") {
  for (const std::string_view text :
       {"", "_", "eu-west-1", "eu-west-1_", "_AbC", "eu-west-1_Ab/C", "eu-west-1_Ab C", "eu-west-1_AbC\n",
        "evil.example/_AbC", "eu-west-1_Ab_C", "eu west_AbC", "eu-west-1_Ab.C", "eu-west-1_../x",
        "arn:aws:cognito-idp:eu-west-1:1:userpool/eu-west-1_AbC",
        "eu-west-1_0123456789012345678901234567890123456789012345"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(parse_pool_id(text), Error);
  }
}

TEST_CASE("a client id is letters, digits, underscores and pluses") {
  CHECK(check_client_id("5d0v53044ojq2m8bft29hav0v1") == "5d0v53044ojq2m8bft29hav0v1");
  CHECK(check_client_id("a_b+C") == "a_b+C");
  for (const std::string_view text : {"", "my app", "a-b", "a/b", "a\n", "\xc3\xa9"}) {
    CAPTURE(text);
    CHECK_THROWS_AS(check_client_id(text), Error);
  }
  CHECK(check_client_id(std::string(128, 'a')).size() == 128);
  CHECK_THROWS_AS(check_client_id(std::string(129, 'a')), Error);
}

TEST_CASE("a pool's tokens may name either of AWS's issuers") {
  CHECK(issuers_of(parse_pool_id("eu-west-1_AbC"), std::nullopt) ==
        Issuers{"https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC",
                "https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC"});
  CHECK(issuers_of(parse_pool_id("cn-north-1_AbC"), std::nullopt).front() ==
        "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbC");
}

TEST_CASE("where an endpoint is set, its own issuer and the emulators' pass too") {
  const auto issuers = issuers_of(parse_pool_id("eu-west-1_AbC"), "http://127.0.0.1:9229/");
  REQUIRE(issuers.size() == 4);
  CHECK(issuers[2] == "http://127.0.0.1:9229/eu-west-1_AbC");
  CHECK(issuers[3] == "http://localhost:9229/eu-west-1_AbC");
}

TEST_CASE("keys are below the issuer, or below the endpoint that the user set") {
  const auto pool = parse_pool_id("eu-west-1_AbC");
  const auto issuers = issuers_of(pool, std::nullopt);
  CHECK(jwks_url(pool, issuers[0], std::nullopt) ==
        "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC/.well-known/jwks.json");
  CHECK(jwks_url(pool, issuers[1], std::nullopt) ==
        "https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC/.well-known/jwks.json");
  CHECK(jwks_url(pool, issuers[0], "http://127.0.0.1:9229/") ==
        "http://127.0.0.1:9229/eu-west-1_AbC/.well-known/jwks.json");
}

TEST_CASE("a pool is learned from an issuer of AWS's forms alone") {
  CHECK(pool_of_issuer("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC") == "eu-west-1_AbC");
  CHECK(pool_of_issuer("https://issuer-cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC") ==
        "eu-west-1_AbC");
  for (const std::string_view issuer :
       {"", "eu-west-1_AbC", "https://evil.example/eu-west-1_AbC", "http://localhost:9229/local_AbC",
        "http://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC",
        "https://cognito-idp.us-east-1.amazonaws.com/eu-west-1_AbC",
        "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbC/"}) {
    CAPTURE(issuer);
    CHECK_FALSE(pool_of_issuer(issuer));
  }
}

}  // namespace cauth::cognito
