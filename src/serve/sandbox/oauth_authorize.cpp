#include "base/form.hpp"
#include "base/text.hpp"
#include "serve/sandbox/oauth.hpp"
#include "serve/sandbox/oauth_authorization.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

// https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html
constexpr std::chrono::minutes kCodeLife{5};
// Of S256: 32 octets in base64url (RFC 7636 section 4.2).
constexpr std::size_t kChallengeLength = 43;

std::string value(const Request& request, std::string_view name) {
  return request.parameter(name).value_or("");
}

bool repeats_itself(const Request& request) {
  for (const auto* name :
       {"client_id", "redirect_uri", "response_type", "scope", "state", "code_challenge"}) {
    if (count_form_values(request.query(), name) > 1) return true;
  }
  return false;
}

// RFC 6749 section 4.1.2.1; a redirect URI may have a query of its own.
std::string with_query(const std::string& uri, const std::string& query) {
  return uri + (uri.find('?') == std::string::npos ? '?' : '&') + query;
}

Response to_application(const Authorization& authorization, std::string query) {
  if (!authorization.state.empty()) add_form_value(query, "state", authorization.state);
  return redirect_to(with_query(authorization.grant.redirect_uri, query));
}

Response refuse(const Authorization& authorization, std::string_view error,
                std::string_view description = {}) {
  std::string query;
  if (!description.empty()) add_form_value(query, "error_description", description);
  add_form_value(query, "error", error);
  return to_application(authorization, std::move(query));
}

// What is wrong with it that the application may be told.
std::optional<Response> problem_of(const Request& request, const PoolClient& found,
                                   Authorization& authorization) {
  if (value(request, "response_type") != "code")
    return refuse(authorization, "unsupported_response_type",
                  "only the authorization code grant is served here");
  if (found.client.oauth_flows.find("code") == found.client.oauth_flows.end())
    return refuse(authorization, "unauthorized_client");
  const auto scopes = granted_scopes(found.pool, found.client, value(request, "scope"), false);
  if (!scopes || scopes->empty()) return refuse(authorization, "invalid_scope");
  authorization.grant.scopes = *scopes;
  const std::string& challenge = authorization.grant.code_challenge;
  const std::string method = value(request, "code_challenge_method");
  if (challenge.empty() && method.empty()) return std::nullopt;
  if (method != "S256") return refuse(authorization, "invalid_request", "code_challenge_method must be S256");
  if (challenge.size() != kChallengeLength)
    return refuse(authorization, "invalid_request", "code_challenge is no SHA-256 digest");
  return std::nullopt;
}

}  // namespace

std::variant<Authorization, Response> read_authorization(State& state, const Request& request) {
  const std::string client_id = value(request, "client_id");
  for (auto& entry : state.pools) {
    const auto client = entry.second.clients.find(client_id);
    if (client == entry.second.clients.end()) continue;
    const auto& uris = client->second.callback_urls;
    const std::string redirect_uri = value(request, "redirect_uri");
    // Compared octet by octet: a slash more is another address.
    if (repeats_itself(request) || std::find(uris.begin(), uris.end(), redirect_uri) == uris.end())
      return to_error_page("redirect_mismatch", client_id);
    Authorization authorization{.grant = {.pool_id = entry.first,
                                          .client_id = client_id,
                                          .username = {},
                                          .redirect_uri = redirect_uri,
                                          .scopes = {},
                                          .nonce = value(request, "nonce"),
                                          .code_challenge = value(request, "code_challenge"),
                                          .signed_in = {},
                                          .expires = {}},
                                .state = value(request, "state")};
    if (auto problem = problem_of(request, {.pool = entry.second, .client = client->second}, authorization))
      return *std::move(problem);
    return authorization;
  }
  return to_error_page("invalid_client", client_id);
}

Response to_error_page(std::string_view error, std::string_view client_id) {
  std::string query;
  add_form_value(query, "error", error);
  add_form_value(query, "client_id", client_id);
  return redirect_to("/error?" + query);
}

Response answer_with_code(State& state, Authorization authorization, const BrowserSession& session) {
  authorization.grant.username = session.username;
  authorization.grant.signed_in = session.signed_in;
  authorization.grant.expires = state.now() + kCodeLife;
  std::string query;
  add_form_value(query, "code", state.codes.open(authorization.grant, state.random));
  return to_application(authorization, std::move(query));
}

Response serve_authorize(State& state, const Request& request) {
  auto read = read_authorization(state, request);
  if (auto* response = std::get_if<Response>(&read)) return std::move(*response);
  const auto& authorization = std::get<Authorization>(read);
  const std::string provider = value(request, "identity_provider");
  if (!provider.empty() && provider != "COGNITO")
    return refuse(authorization, "invalid_request",
                  fmt::format("Identity provider {} does not exist", provider));
  const std::string prompt = value(request, "prompt");
  const auto* session = state.browser_sessions.find(cookie_of(request, kBrowserCookie), state.now());
  const bool is_signed_in = session != nullptr && session->pool_id == authorization.grant.pool_id;
  if (is_signed_in && prompt != "login" && prompt != "select_account")
    return answer_with_code(state, authorization, *session);
  if (prompt == "none") return refuse(authorization, "login_required");
  return redirect_to(fmt::format("/login?{}", request.query()));
}

}  // namespace cauth::serve::sandbox
