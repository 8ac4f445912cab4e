#include "aws/region.hpp"

#include <doctest/doctest.h>

namespace cauth::aws {

// Expected hosts: what botocore's endpoint rules for Cognito give.
TEST_CASE("every partition has its own hosts") {
  CHECK(endpoint_url("cognito-idp", "eu-west-1") == "https://cognito-idp.eu-west-1.amazonaws.com/");
  CHECK(endpoint_url("cognito-idp", "cn-north-1") == "https://cognito-idp.cn-north-1.amazonaws.com.cn/");
  CHECK(endpoint_url("cognito-idp", "us-gov-west-1") == "https://cognito-idp.us-gov-west-1.amazonaws.com/");
  CHECK(endpoint_url("cognito-idp", "us-iso-east-1") == "https://cognito-idp.us-iso-east-1.c2s.ic.gov/");
  CHECK(endpoint_url("cognito-idp", "us-isob-east-1") == "https://cognito-idp.us-isob-east-1.sc2s.sgov.gov/");
  CHECK(endpoint_url("cognito-idp", "eu-isoe-west-1") ==
        "https://cognito-idp.eu-isoe-west-1.cloud.adc-e.uk/");
  CHECK(endpoint_url("cognito-idp", "us-isof-south-1") ==
        "https://cognito-idp.us-isof-south-1.csp.hci.ic.gov/");
  CHECK(endpoint_url("cognito-idp", "eusc-de-east-1") == "https://cognito-idp.eusc-de-east-1.amazonaws.eu/");
}

TEST_CASE("FIPS and dual stack hosts are those of AWS's endpoint rules") {
  constexpr EndpointOptions kFips{.fips = true};
  constexpr EndpointOptions kDual{.dual_stack = true};
  constexpr EndpointOptions kBoth{.fips = true, .dual_stack = true};
  CHECK(endpoint_url("cognito-idp", "us-east-1", kFips) ==
        "https://cognito-idp-fips.us-east-1.amazonaws.com/");
  CHECK(endpoint_url("cognito-idp", "eu-west-1", kDual) == "https://cognito-idp.eu-west-1.amazonaws.com/");
  CHECK(endpoint_url("cognito-idp", "us-west-2", kBoth) ==
        "https://cognito-idp-fips.us-west-2.amazonaws.com/");
  CHECK(endpoint_url("cognito-idp", "eu-west-1", kBoth) == "https://cognito-idp-fips.eu-west-1.api.aws/");
  CHECK(endpoint_url("cognito-idp", "us-gov-west-1", kDual) == "https://cognito-idp.us-gov-west-1.api.aws/");
  CHECK(endpoint_url("cognito-idp", "cn-north-1", kDual) ==
        "https://cognito-idp.cn-north-1.api.amazonwebservices.com.cn/");
  CHECK(endpoint_url("sts", "eu-west-1", kDual) == "https://sts.eu-west-1.api.aws/");
}

TEST_CASE("a region has the shape that AWS gives them") {
  for (const auto* region :
       {"eu-west-1", "us-gov-west-1", "ap-northeast-3", "eusc-de-east-1", "us-isob-east-1"})
    CHECK(is_region(region));
  for (const auto* text :
       {"", "eu-west", "eu-west-1.evil.com", "EU-WEST-1", "eu--1", "eu-west-1/", "../eu-west-1"})
    CHECK_FALSE(is_region(text));
}

}  // namespace cauth::aws
