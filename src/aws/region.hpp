#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace cauth::aws {

/// One row of the partition table: which suffixes a region's addresses have.
struct Partition {
  std::string_view name;               ///< "aws", "aws-cn"
  std::string_view region_prefix;      ///< how its regions begin: "cn-"; empty: all that no other claims
  std::string_view dns_suffix;         ///< "amazonaws.com.cn"
  std::string_view dual_stack_suffix;  ///< "api.amazonwebservices.com.cn"
};
const Partition& partition_of(std::string_view region);

/// "eu-west-1", "us-gov-west-1": letters, digits and dashes in the shape that AWS gives them.
bool is_region(std::string_view text);

struct EndpointOptions {
  bool fips = false;
  bool dual_stack = false;
};

/// "https://cognito-idp.eu-west-1.amazonaws.com/"; `service` is the host's first label.
std::string endpoint_url(std::string_view service, std::string_view region, EndpointOptions options = {});

}  // namespace cauth::aws
