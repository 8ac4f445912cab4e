#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cognito {

/// "ap-northeast-1_AbCdEfGhI": the region stands before the underscore, the pool's name after it.
struct PoolId {
  std::string text;
  std::string region;
  std::string name;
};

/// Error{usage} when it does not look like one.
PoolId parse_pool_id(std::string_view text);

/// Error{usage} unless it is 1 to 128 letters, digits, `_` or `+`.
std::string check_client_id(std::string_view text);

/// The issuers a pool's tokens may name. First AWS's two forms (cognito-idp and issuer-cognito-idp); where
/// the user set an endpoint also `<endpoint>/<poolId>` and `http://localhost:PORT/<poolId>`, which emulators
/// use.
std::vector<std::string> issuers_of(const PoolId& pool, const std::optional<std::string>& endpoint);

/// Where the keys for an issuer of that pool are: `<issuer>/.well-known/jwks.json`, or below the endpoint the
/// user set. Never from the token.
std::string jwks_url(const PoolId& pool, std::string_view issuer, const std::optional<std::string>& endpoint);

/// The pool id in an issuer of either form, when it is one of AWS's.
std::optional<std::string> pool_of_issuer(std::string_view issuer);

}  // namespace cauth::cognito
