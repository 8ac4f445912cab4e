#pragma once

#include "aws/json_client.hpp"
#include "cli/context.hpp"
#include "cognito/api.hpp"
#include "cognito/jwks_cache.hpp"
#include "session/fresh_tokens.hpp"
#include "session/session.hpp"
#include "session/token_store.hpp"

#include <memory>
#include <optional>
#include <string>

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

/// Which session the user means (product.md, "Which session"). Error{action_needed} when there is none,
/// Error{usage} with the list when there are several.
session::SessionKey chosen_session(Context& context, session::TokenStore& store);

/// Refreshes through Cognito, with the session's own endpoint, region and client.
session::Refresher refresher(Context& context);

/// CAUTH_TOKEN, CAUTH_ID_TOKEN, CAUTH_ACCESS_TOKEN, else the chosen session's token, renewed where need be:
/// the one door for every command that wants a token.
jose::Token fresh_token(Context& context, const session::Freshness& wanted);

}  // namespace cauth::cli
