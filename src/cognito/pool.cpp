#include "cognito/pool.hpp"

#include "aws/region.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "base/url.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstddef>

namespace cauth::cognito {
namespace {

// The patterns and lengths of the service model (2016-04-18).
constexpr std::size_t kLongestPoolId = 55;
constexpr std::size_t kLongestClientId = 128;
// The issuer's first label: by default, and where the pool's issuer type is UPDATED.
constexpr std::array<std::string_view, 2> kIssuerServices = {"cognito-idp", "issuer-cognito-idp"};

bool is_alphanumeric(char character) {
  const char lower = ascii_lower(character);
  return (lower >= 'a' && lower <= 'z') || (character >= '0' && character <= '9');
}

// The service's pattern has underscores in the region too. It becomes a part of host names: none has.
bool is_region_character(char character) {
  return is_alphanumeric(character) || character == '-';
}

bool is_client_id_character(char character) {
  return is_alphanumeric(character) || character == '_' || character == '+';
}

std::optional<PoolId> read_pool_id(std::string_view text) {
  const auto halves = split_once(text, '_');
  if (!halves || text.size() > kLongestPoolId || halves->before.empty() || halves->after.empty()) {
    return std::nullopt;
  }
  const auto& [region, name] = *halves;
  if (!std::all_of(region.begin(), region.end(), is_region_character)) return std::nullopt;
  if (!std::all_of(name.begin(), name.end(), is_alphanumeric)) return std::nullopt;
  return PoolId{.text = std::string(text), .region = std::string(region), .name = std::string(name)};
}

std::string below(std::string_view endpoint, const PoolId& pool) {
  while (endpoint.ends_with('/')) endpoint.remove_suffix(1);
  return fmt::format("{}/{}", endpoint, pool.text);
}

}  // namespace

PoolId parse_pool_id(std::string_view text) {
  if (auto pool = read_pool_id(text)) return *std::move(pool);
  throw usage_error(
      fmt::format("\"{}\" is not a user pool id", printable(text)),
      "it looks like \"ap-northeast-1_AbCdEfGhI\": the region, an underscore, the pool's own name");
}

std::string check_client_id(std::string_view text) {
  const bool good = !text.empty() && text.size() <= kLongestClientId &&
                    std::all_of(text.begin(), text.end(), is_client_id_character);
  if (good) return std::string(text);
  throw usage_error(fmt::format("\"{}\" is not an app client id", printable(text)),
                    "it looks like \"5d0v53044ojq2m8bft29hav0v1\"; the app client's name is something else");
}

std::vector<std::string> issuers_of(const PoolId& pool, const std::optional<std::string>& endpoint) {
  std::vector<std::string> issuers;
  for (const auto service : kIssuerServices) {
    issuers.push_back(below(aws::endpoint_url(service, pool.region), pool));
  }
  if (!endpoint) return issuers;
  issuers.push_back(below(*endpoint, pool));
  if (const auto url = parse_url(*endpoint)) {
    issuers.push_back(below(fmt::format("http://localhost:{}", url->port), pool));
  }
  return issuers;
}

std::string jwks_url(const PoolId& pool, std::string_view issuer,
                     const std::optional<std::string>& endpoint) {
  constexpr std::string_view kPath = "/.well-known/jwks.json";
  return (endpoint ? below(*endpoint, pool) : std::string(issuer)).append(kPath);
}

std::optional<std::string> pool_of_issuer(std::string_view issuer) {
  const auto slash = issuer.rfind('/');
  if (slash == std::string_view::npos) return std::nullopt;
  const auto pool = read_pool_id(issuer.substr(slash + 1));
  if (!pool) return std::nullopt;
  const auto issuers = issuers_of(*pool, std::nullopt);
  if (std::find(issuers.begin(), issuers.end(), issuer) == issuers.end()) return std::nullopt;
  return pool->text;
}

}  // namespace cauth::cognito
