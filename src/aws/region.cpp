#include "aws/region.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace cauth::aws {
namespace {

// As the endpoint rules of AWS's SDKs have them. The first row is for every region that no other names.
constexpr std::array kPartitions{
    Partition{"aws", "", "amazonaws.com", "api.aws"},
    Partition{"aws-cn", "cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"},
    Partition{"aws-us-gov", "us-gov-", "amazonaws.com", "api.aws"},
    Partition{"aws-iso", "us-iso-", "c2s.ic.gov", "api.aws.ic.gov"},
    Partition{"aws-iso-b", "us-isob-", "sc2s.sgov.gov", "api.aws.scloud"},
    Partition{"aws-iso-e", "eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"},
    Partition{"aws-iso-f", "us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"},
    Partition{"aws-eusc", "eusc-", "amazonaws.eu", "api.amazonwebservices.eu"},
};

bool is_label_character(char character) {
  return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9');
}

// Cognito's ordinary hosts have IPv6 already where AWS's own partition is meant; beside FIPS only in the
// regions that had FIPS hosts first.
bool has_no_host_for_dual_stack(std::string_view service, std::string_view region, bool fips) {
  constexpr std::array<std::string_view, 4> kFipsRegions{"us-east-1", "us-east-2", "us-west-1", "us-west-2"};
  if (!service.starts_with("cognito-") || partition_of(region).name != "aws") return false;
  return !fips || std::find(kFipsRegions.begin(), kFipsRegions.end(), region) != kFipsRegions.end();
}

}  // namespace

const Partition& partition_of(std::string_view region) {
  const auto* found =
      std::find_if(kPartitions.begin() + 1, kPartitions.end(),
                   [&](const Partition& partition) { return region.starts_with(partition.region_prefix); });
  return found == kPartitions.end() ? kPartitions[0] : *found;
}

bool is_region(std::string_view text) {
  constexpr std::size_t kLongest = 32;
  const auto parts = split(text, '-');
  if (text.size() > kLongest || parts.size() < 3 || parts.size() > 5) return false;
  const bool labels = std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
    return !part.empty() && std::all_of(part.begin(), part.end(), is_label_character);
  });
  return labels && parse_number<unsigned>(parts.back()).has_value();
}

std::string endpoint_url(std::string_view service, std::string_view region, EndpointOptions options) {
  const Partition& partition = partition_of(region);
  const bool other_suffix = options.dual_stack && !has_no_host_for_dual_stack(service, region, options.fips);
  return fmt::format("https://{}{}.{}.{}/", service, options.fips ? "-fips" : "", region,
                     other_suffix ? partition.dual_stack_suffix : partition.dns_suffix);
}

}  // namespace cauth::aws
