#include "serve/sandbox/signature.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <chrono>
#include <string>

using cauth::Error;
using cauth::TimePoint;
using cauth::serve::Request;
using cauth::serve::sandbox::AwsKeys;
using cauth::serve::sandbox::check_signature;
using namespace std::chrono_literals;

namespace {

const AwsKeys& keys() {
  static const AwsKeys made_up{.access_key_id = "AKIACAUTHSANDBOX0001",
                               .secret_access_key = "sandbox/secret/access/key/opens/nothing0"};
  return made_up;
}

// 2026-11-21T04:00:00Z
const TimePoint kSigned = cauth::from_unix_seconds(1795233600s);

// Signed by botocore 1.43 (SigV4Auth with service cognito-idp, region us-east-1) at that time.
Request signed_by_botocore() {
  Request request{.method = "POST", .body = R"({"UserPoolId":"us-east-1_Sandbox01","Username":"alice"})"};
  request.headers.add("Host", "127.0.0.1:9230");
  request.headers.add("Content-Type", "application/x-amz-json-1.1");
  request.headers.add("X-Amz-Target", "AWSCognitoIdentityProviderService.AdminGetUser");
  request.headers.add("X-Amz-Date", "20261121T040000Z");
  request.headers.add("Authorization",
                      "AWS4-HMAC-SHA256 Credential=AKIACAUTHSANDBOX0001/20261121/us-east-1/cognito-idp/"
                      "aws4_request, SignedHeaders=content-type;host;x-amz-date;x-amz-target, "
                      "Signature=a6823b611c869d882288f8a47ef92ca0c4d260d779223324d7a57f24fbfa1f81");
  return request;
}

std::string refusal_of(const Request& request, TimePoint now = kSigned) {
  try {
    check_signature(request, keys(), now);
  } catch (const Error& error) {
    return error.code;
  }
  return "none";
}

}  // namespace

TEST_CASE("a request that botocore signed is accepted") {
  CHECK(refusal_of(signed_by_botocore()) == "none");
}

TEST_CASE("a signature is refused when the body, a signed header or the time differs") {
  Request other_body = signed_by_botocore();
  other_body.body += " ";
  CHECK(refusal_of(other_body) == "InvalidSignatureException");
  Request other_target = signed_by_botocore();
  other_target.headers.set("X-Amz-Target", "AWSCognitoIdentityProviderService.AdminDeleteUser");
  CHECK(refusal_of(other_target) == "InvalidSignatureException");
  CHECK(refusal_of(signed_by_botocore(), kSigned + 5min) == "none");
  CHECK(refusal_of(signed_by_botocore(), kSigned + 5min + 1s) == "InvalidSignatureException");
  CHECK(refusal_of(signed_by_botocore(), kSigned - 5min - 1s) == "InvalidSignatureException");
}

TEST_CASE("a signature by other keys, half a one, or none is told apart") {
  Request other_key = signed_by_botocore();
  std::string header = *other_key.headers.find("Authorization");
  other_key.headers.set("Authorization", header.replace(header.find("AKIA"), 4, "AKIB"));
  CHECK(refusal_of(other_key) == "UnrecognizedClientException");
  Request bearer = signed_by_botocore();
  bearer.headers.set("Authorization", "Bearer abc");
  CHECK(refusal_of(bearer) == "IncompleteSignatureException");
  Request none = signed_by_botocore();
  none.headers.remove("Authorization");
  CHECK(refusal_of(none) == "MissingAuthenticationTokenException");
}

TEST_CASE("a signature that leaves the host or the date unsigned is refused") {
  Request request = signed_by_botocore();
  std::string header = *request.headers.find("Authorization");
  const std::string with = "content-type;host;x-amz-date;x-amz-target";
  request.headers.set("Authorization",
                      header.replace(header.find(with), with.size(), "content-type;x-amz-date"));
  CHECK(refusal_of(request) == "InvalidSignatureException");
}
