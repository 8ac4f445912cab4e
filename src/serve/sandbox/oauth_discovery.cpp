#include "base/error.hpp"
#include "base/text.hpp"
#include "http/status.hpp"
#include "serve/sandbox/oauth.hpp"
#include "serve/sandbox/tokens.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace cauth::serve::sandbox {
namespace {

// RFC 6750 section 3, with the words of Cognito's endpoint.
Response bad_token(std::string_view why) {
  Response response = json_response(http::status::kUnauthorized,
                                    json_text(Json{{"error", "invalid_token"}, {"error_description", why}}));
  response.headers.add("WWW-Authenticate",
                       fmt::format("error=\"invalid_token\", error_description=\"{}\"", why));
  return response;
}

Json claims_of(const User& user) {
  Json claims = {{"sub", user.sub}};
  for (const auto& attribute : user.attributes) claims[attribute.first] = attribute.second;
  claims["username"] = user.username;
  return claims;
}

}  // namespace

Response serve_user_info(State& state, const Request& request) {
  constexpr std::string_view kBearer = "bearer ";
  const std::string* header = request.headers.find("Authorization");
  if (header == nullptr || !equal_ignoring_case(std::string_view(*header).substr(0, kBearer.size()), kBearer))
    return bad_token("Access token is required");
  try {
    const Bearer bearer =
        check_access_token(state, trim(std::string_view(*header).substr(kBearer.size())), "openid");
    return json_response(200, json_text(claims_of(bearer.user)));
  } catch (const Error& error) {
    if (error.category != Category::refused) throw;
    return bad_token("Access token is expired, disabled, or deleted, or the user has globally signed out.");
  }
}

Response serve_discovery(const State& state, const Pool& pool) {
  const std::string& url = state.url;
  const Json document = {
      {"authorization_endpoint", url + "/oauth2/authorize"},
      {"end_session_endpoint", url + "/logout"},
      {"id_token_signing_alg_values_supported", Json::array({"RS256"})},
      {"issuer", state.issuer_of(pool)},
      {"jwks_uri", fmt::format("{}/{}/.well-known/jwks.json", url, pool.id)},
      {"response_types_supported", Json::array({"code"})},
      {"revocation_endpoint", url + "/oauth2/revoke"},
      {"scopes_supported", Json::array({"openid", "email", "phone", "profile"})},
      {"subject_types_supported", Json::array({"public"})},
      {"token_endpoint", url + "/oauth2/token"},
      {"token_endpoint_auth_methods_supported", Json::array({"client_secret_basic", "client_secret_post"})},
      {"userinfo_endpoint", url + "/oauth2/userInfo"}};
  return json_response(200, json_text(document));
}

}  // namespace cauth::serve::sandbox
