#pragma once

#include "serve/message.hpp"
#include "serve/sandbox/oauth_grants.hpp"
#include "serve/sandbox/state.hpp"

#include <string>
#include <variant>

namespace cauth::serve::sandbox {

/// A request for a code that may be answered: its client, redirect URI and scopes are good.
struct Authorization {
  CodeGrant grant;  ///< without a user yet
  std::string state;
};

/// The query of /oauth2/authorize and of /login, or what to answer instead: the error page where the
/// application cannot be trusted to be told, else its redirect URI with the error.
std::variant<Authorization, Response> read_authorization(State& state, const Request& request);

/// Back to the application with a code for that user.
Response answer_with_code(State& state, Authorization authorization, const BrowserSession& session);

}  // namespace cauth::serve::sandbox
