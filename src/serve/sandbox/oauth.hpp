#pragma once

#include "serve/message.hpp"
#include "serve/sandbox/state.hpp"

#include <optional>
#include <string>
#include <string_view>

// The OAuth endpoints of a pool's domain, all pools at one address: the client id says which is meant.
namespace cauth::serve::sandbox {

/// /oauth2/…, /login, /logout, /error and /POOL-ID/.well-known/openid-configuration. Nothing for any other
/// path.
std::optional<Response> serve_oauth(State& state, const Request& request);

// One file each.
Response serve_authorize(State& state, const Request& request);
Response serve_login_page(State& state, const Request& request);
Response serve_logout(State& state, const Request& request);
Response serve_token(State& state, const Request& request);
Response serve_revoke(State& state, const Request& request);
Response serve_user_info(State& state, const Request& request);
Response serve_discovery(const State& state, const Pool& pool);

/// Cognito's page for what it cannot send back to the application: a wrong redirect URI, an unknown client.
Response serve_error_page(const Request& request);
Response to_error_page(std::string_view error, std::string_view client_id);

/// 302, never to be kept.
Response redirect_to(std::string address);
Response html_response(int status, std::string_view title, std::string_view body);
/// For text inside HTML, attributes too.
std::string html_escape(std::string_view text);

/// 400 {"error": CODE, "error_description": TEXT}, the latter where there is one.
Response oauth_error(std::string_view code, std::string_view description = {});

/// The value of that cookie; empty when it did not come.
std::string cookie_of(const Request& request, std::string_view name);
/// The cookie of a browser that is signed in.
constexpr std::string_view kBrowserCookie = "cognito";

/// The client that the request is authenticated as: client_id alone for one without a secret; with it the
/// secret too, by Basic or in the form. Null when it is none, or not proven.
struct TokenClient {
  Pool* pool = nullptr;
  Client* client = nullptr;
  explicit operator bool() const { return client != nullptr; }
};
TokenClient authenticate_client(State& state, const Request& request);

/// The scopes that are asked for ("" : all that it may have), or nothing when one is not the client's.
/// `for_machine`: those of resource servers alone.
std::optional<std::string> granted_scopes(const Pool& pool, const Client& client, std::string_view asked,
                                          bool for_machine);

}  // namespace cauth::serve::sandbox
