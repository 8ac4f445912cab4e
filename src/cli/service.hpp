#pragma once

#include "aws/json_client.hpp"
#include "cli/context.hpp"
#include "cognito/api.hpp"
#include "cognito/jwks_cache.hpp"

namespace cauth::cli {

// From settings to what talks to Cognito.

/// Cognito user pools, where the settings say: endpoint, region, TLS and proxy from environment and profile,
/// the trace of -v, AWS credentials when an operation must be signed.
aws::Service user_pool_service(Context& context);

/// The app client of the settings; its secret is read now, since it is about to be used.
cognito::AppClient app_client(Context& context);

/// Settings for requests to Cognito and for its keys: CA, proxy, limits, trace; no method, URL or body.
http::Request request_template(Context& context);

/// A key source for the pool of the settings.
cognito::JwksCache jwks_cache(Context& context, const cognito::PoolId& pool, bool offline);

}  // namespace cauth::cli
