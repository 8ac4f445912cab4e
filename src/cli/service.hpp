#pragma once

#include "aws/json_client.hpp"
#include "cli/context.hpp"
#include "cognito/api.hpp"
#include "cognito/jwks_cache.hpp"
#include "cognito/pool.hpp"

#include <string>
#include <string_view>

namespace cauth::cli {

// From settings to what talks to Cognito.

/// Cognito user pools, where the settings say: endpoint, region, TLS and proxy from environment and profile,
/// the trace of -v, AWS credentials when an operation must be signed.
aws::Service user_pool_service(Context& context);

/// Where a session or a stopped login belongs, whatever the settings say by now.
struct Place {
  std::string endpoint;  ///< set by the user; "" for AWS's own
  std::string region;
};
aws::Service user_pool_service(Context& context, const Place& place);

/// The endpoint that the settings name, without a slash at its end; "" for AWS's own. Error{usage} when it is
/// no URL.
std::string endpoint_of_settings(const session::Settings& settings);

/// What the settings say of the place: Error{usage} without a region. The endpoint needs none.
Place place_of_settings(Context& context);

/// The app client of the settings; its secret is read now, since it is about to be used.
cognito::AppClient app_client(Context& context);
/// The same for a client that is known: the settings' secret where it is theirs. `worked`: which of its two
/// secrets worked last, and is tried first (see session::Session).
cognito::AppClient app_client(Context& context, const std::string& client_id, int worked = 0);

/// Which of the client's two secrets worked: 1 or 2, or 0 where the settings have no two. `used_other`: not
/// the one that was tried first. `worked` as given to app_client.
int secret_that_worked(Context& context, bool used_other, int worked = 0);

/// Settings for requests to Cognito and for its keys: CA, proxy, limits, trace; no method, URL or body.
http::Request request_template(Context& context);
/// The same for what is at that address.
http::Request request_template(Context& context, std::string_view url);

/// A key source for a pool.
cognito::JwksCache jwks_cache(Context& context, const cognito::PoolId& pool);
/// Where and how a pool's keys are fetched and kept.
cognito::JwksCache::Options pool_keys(Context& context, const cognito::PoolId& pool);
/// The same without the address, which is the caller's to say. `whose`: "the pool eu-west-1_AbCdEfGhI".
cognito::JwksCache::Options fetched_keys(Context& context, std::string whose);

}  // namespace cauth::cli
