#include "oauth/discovery.hpp"

#include "base/error.hpp"
#include "support/fake_transport.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <string>

namespace cauth::oauth {
namespace {

constexpr const char* kIssuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Example01";

std::optional<std::string> found(int status, std::string body) {
  test::FakeTransport transport;
  transport.answer({.status = status, .body = std::move(body), .headers = {}, .curl_error = 0, .look = {}});
  auto domain = discover_domain(transport, {}, kIssuer);
  CHECK(transport.sent.at(0).url == std::string(kIssuer) + "/.well-known/openid-configuration");
  return domain;
}

}  // namespace

TEST_CASE("a pool's own document says where its login pages are") {
  CHECK(
      found(
          200,
          R"({"authorization_endpoint":"https://shop.auth.eu-west-1.amazoncognito.com/oauth2/authorize"})") ==
      "https://shop.auth.eu-west-1.amazoncognito.com");
}

TEST_CASE("a pool without a domain has no login pages") {
  CHECK_FALSE(found(200, std::string(R"({"authorization_endpoint":")") + kIssuer + R"(/authorize"})"));
  CHECK_FALSE(found(200, R"({"authorization_endpoint":"http://evil.example.com/oauth2/authorize"})"));
  CHECK_FALSE(found(200, R"({"authorization_endpoint":7})"));
  CHECK_FALSE(found(200, "{}"));
}

TEST_CASE("what is no such document is told so") {
  CHECK_THROWS_AS(found(404, "{}"), Error);
  CHECK_THROWS_AS(found(200, "<html>"), Error);
}

}  // namespace cauth::oauth
