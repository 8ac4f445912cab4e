#pragma once

#include <string>
#include <string_view>

namespace cauth::oauth {

/// The base address of a pool's OAuth endpoints, without a slash at its end, from what people write: a whole
/// address ("https://auth.example.com"), a host, or the prefix of one of Amazon's own domains ("shop" in
/// eu-west-1: "https://shop.auth.eu-west-1.amazoncognito.com"). Error{usage} when it is none of them, or a
/// prefix without a region.
std::string domain_url(std::string_view domain, std::string_view region, bool fips);

}  // namespace cauth::oauth
