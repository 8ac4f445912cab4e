#include "aws/sigv4.hpp"

#include "base/duration.hpp"
#include "base/error.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

namespace cauth::aws {
namespace {

// The key of AWS's own test suite.
Credentials suite_credentials() {
  return {.access_key_id = "AKIDEXAMPLE",
          .secret_access_key = SecretString("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY")};
}

struct Vector {
  const char *name, *method, *target;
  std::vector<std::pair<std::string, std::string>> headers;
  const char *body, *signature;
};

// AWS's Signature Version 4 test suite.
const std::vector<Vector> kSuite{
    {"get-header-key-duplicate",
     "GET",
     "/",
     {{"My-Header1", "value2"}, {"My-Header1", "value2"}, {"My-Header1", "value1"}},
     "",
     "c9d5ea9f3f72853aea855b47ea873832890dbdd183b4468f858259531a5138ea"},
    {"get-header-value-order",
     "GET",
     "/",
     {{"My-Header1", "value4"}, {"My-Header1", "value1"}, {"My-Header1", "value3"}, {"My-Header1", "value2"}},
     "",
     "08c7e5a9acfcfeb3ab6b2185e75ce8b1deb5e634ec47601a50643f830c755c01"},
    {"get-header-value-trim",
     "GET",
     "/",
     {{"My-Header1", " value1"}, {"My-Header2", " \"a   b   c\""}},
     "",
     "acc3ed3afb60bb290fc8d2dd0098b9911fcaa05412b367055dee359757a9c736"},
    {"get-unreserved",
     "GET",
     "/-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
     {},
     "",
     "07ef7494c76fa4850883e2b006601f940f8a34d404d0cfa977f52a65bbf5f24f"},
    {"get-utf8",
     "GET",
     "/\xe1\x88\xb4",
     {},
     "",
     "8318018e0b0f223aa2bbf98705b62bb787dc9c0e678f255a891fd03141be5d85"},
    {"get-vanilla", "GET", "/", {}, "", "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"},
    {"get-vanilla-empty-query-key",
     "GET",
     "/?Param1=value1",
     {},
     "",
     "a67d582fa61cc504c4bae71f336f98b97f1ea3c7a6bfe1b6e45aec72011b9aeb"},
    {"get-vanilla-query-order-key-case",
     "GET",
     "/?Param2=value2&Param1=value1",
     {},
     "",
     "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500"},
    {"get-vanilla-query-unreserved",
     "GET",
     "/?-._~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz=-._~"
     "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz",
     {},
     "",
     "9c3e54bfcdf0b19771a7f523ee5669cdf59bc7cc0884027167c21bb143a40197"},
    {"get-vanilla-utf8-query",
     "GET",
     "/?\xe1\x88\xb4=bar",
     {},
     "",
     "2cdec8eed098649ff3a119c94853b13c643bcf08f8b0a1d91e12c9027818dd04"},
    {"post-header-key-sort",
     "POST",
     "/",
     {{"My-Header1", "value1"}},
     "",
     "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c"},
    {"post-header-value-case",
     "POST",
     "/",
     {{"My-Header1", "VALUE1"}},
     "",
     "cdbc9802e29d2942e5e10b5bccfdd67c5f22c7c4e8ae67b53629efa58b974b7d"},
    {"post-vanilla", "POST", "/", {}, "", "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"},
    {"post-vanilla-query",
     "POST",
     "/?Param1=value1",
     {},
     "",
     "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11"},
    {"post-vanilla-query-nonunreserved",
     "POST",
     "/?@%23$%25%5E=&%2B=%2F%2C%3F%3E%3C%60%22%3B%3A%5C%7C%5D%5B%7B%7D",
     {},
     "",
     "66c82657c86e26fb25238d0e69f011edc4c6df5ae71119d7cb98ed9b87393c1e"},
    {"post-x-www-form-urlencoded",
     "POST",
     "/",
     {{"Content-Type", "application/x-www-form-urlencoded"}},
     "Param1=value1",
     "ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a"},
    {"post-x-www-form-urlencoded-parameters",
     "POST",
     "/",
     {{"Content-Type", "application/x-www-form-urlencoded; charset=utf8"}},
     "Param1=value1",
     "1a72ec8f64bd914b0e42e42607c7fbce7fb2c7465f63e3092b3b0d39fa77a6fe"},
};

std::string signature_in(const http::Request& request) {
  const std::string& value = *request.headers.find("Authorization");
  return value.substr(value.find("Signature=") + 10);
}

http::Request set_password_request() {
  http::Request request{
      .method = "POST",
      .url = "https://cognito-idp.ap-northeast-1.amazonaws.com/",
      .body = SecretString(
          R"({"UserPoolId":"ap-northeast-1_AbCdEfGhI","Username":"alice","Password":"Pa55word!","Permanent":true})")};
  request.headers.add("Content-Type", "application/x-amz-json-1.1");
  request.headers.add("X-Amz-Target", "AWSCognitoIdentityProviderService.AdminSetUserPassword");
  return request;
}

}  // namespace

TEST_CASE("the vectors of AWS's Signature Version 4 test suite") {
  const TimePoint when = *parse_time("2015-08-30T12:36:00Z");
  for (const auto& vector : kSuite) {
    CAPTURE(vector.name);
    http::Request request{.method = vector.method,
                          .url = std::string("https://example.amazonaws.com") + vector.target,
                          .body = SecretString(vector.body)};
    for (const auto& [name, value] : vector.headers) request.headers.add(name, value);
    sign(request, suite_credentials(), "us-east-1", "service", when);
    CHECK(signature_in(request) == vector.signature);
  }
}

// Expected values computed with botocore 1.43's SigV4Auth.
TEST_CASE("a Cognito request is signed as botocore signs it, with and without a session token") {
  const TimePoint when = *parse_time("2026-11-21T04:00:00Z");
  http::Request request = set_password_request();
  sign(request, suite_credentials(), "ap-northeast-1", "cognito-idp", when);
  CHECK(*request.headers.find("Authorization") ==
        "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20261121/ap-northeast-1/cognito-idp/aws4_request, "
        "SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
        "Signature=db20f00623b4a1ffcda60ce010c733020d08e1732870185565612fdbf0aab0cd");

  http::Request with_token = set_password_request();
  Credentials credentials = suite_credentials();
  credentials.session_token = SecretString("session/token+=");
  sign(with_token, credentials, "ap-northeast-1", "cognito-idp", when);
  CHECK(*with_token.headers.find("X-Amz-Security-Token") == "session/token+=");
  CHECK(signature_in(with_token) == "3c29331f37e23bbf765fa9a8a033311bc0e9a2abdd25d7e4ca7069ec6bbbe965");
}

TEST_CASE("the host is signed with its port where that is not the scheme's own") {
  http::Request request{.method = "POST", .url = "http://127.0.0.1:9230", .body = SecretString("{}")};
  request.headers.add("Content-Type", "application/x-amz-json-1.1");
  sign(request, suite_credentials(), "us-east-1", "cognito-idp", *parse_time("2026-11-21T04:00:00Z"));
  CHECK(signature_in(request) == "75c37c0f91334e587cf27828989c82c8dca7b8288a1197d9f0015f7d6652c58b");
}

TEST_CASE("signing again replaces the first signature") {
  http::Request request = set_password_request();
  sign(request, suite_credentials(), "ap-northeast-1", "cognito-idp", *parse_time("2026-11-20T04:00:00Z"));
  sign(request, suite_credentials(), "ap-northeast-1", "cognito-idp", *parse_time("2026-11-21T04:00:00Z"));
  CHECK(signature_in(request) == "db20f00623b4a1ffcda60ce010c733020d08e1732870185565612fdbf0aab0cd");
}

}  // namespace cauth::aws
