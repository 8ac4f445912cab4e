#include "oauth/domain.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "base/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace cauth::oauth {
namespace {

// The service's own rule: lower case letters, digits and inner dashes.
bool is_prefix(std::string_view text) {
  return !text.empty() && text.front() != '-' && text.back() != '-' &&
         std::all_of(text.begin(), text.end(), [](char character) {
           return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
                  character == '-';
         });
}

}  // namespace

std::string domain_url(std::string_view domain, std::string_view region, bool fips) {
  if (is_prefix(domain) && domain != "localhost") {
    if (region.empty()) {
      throw usage_error(fmt::format("the domain prefix \"{}\" needs a region", domain),
                        "give --user-pool-id or --region, or the whole address as --domain");
    }
    return fmt::format("https://{}.{}.{}.amazoncognito.com", domain, fips ? "auth-fips" : "auth", region);
  }
  // A word that is no prefix would pass for a host.
  const bool is_word = domain.find_first_of(".:") == std::string_view::npos && domain != "localhost";
  const auto url = is_word ? std::nullopt : parse_typed_url(domain);
  if (!url || !url->query.empty() || !url->fragment.empty() || !url->user_info.empty() || url->host.empty()) {
    throw usage_error(fmt::format("\"{}\" is no domain of a user pool", printable(domain)),
                      "it looks like \"https://auth.example.com\", or is the prefix of an Amazon domain");
  }
  std::string text = url->text();
  while (text.ends_with('/')) text.pop_back();
  return text;
}

}  // namespace cauth::oauth
