#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/form.hpp"
#include "base/text.hpp"
#include "crypto/hash.hpp"
#include "serve/sandbox/oauth.hpp"
#include "serve/sandbox/tokens.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

struct GrantCall {
  State& state;
  Pool& pool;
  Client& client;
  std::string_view form;

  std::string value(std::string_view name) const { return form_value(form, name).value_or(""); }
};

Response tokens_response(const Json& answer) {
  Response response = json_response(200, json_text(answer));
  response.headers.add("Cache-Control", "no-store");
  response.headers.add("Pragma", "no-cache");
  return response;
}

bool verifies(const CodeGrant& grant, const std::string& verifier) {
  if (grant.code_challenge.empty()) return verifier.empty();
  return equal_secret(base64url_encode(crypto::octets(crypto::sha256(verifier))), grant.code_challenge);
}

Response redeem_code(GrantCall& call) {
  const std::string code = call.value("code");
  if (code.empty() || call.value("redirect_uri").empty()) return oauth_error("invalid_request");
  if (call.client.oauth_flows.find("code") == call.client.oauth_flows.end())
    return oauth_error("unauthorized_client");
  const auto grant = call.state.codes.take(code, call.state.now());
  if (!grant || grant->client_id != call.client.id || grant->redirect_uri != call.value("redirect_uri") ||
      !verifies(*grant, call.value("code_verifier")))
    return oauth_error("invalid_grant");
  User* user = call.pool.find_user(grant->username);
  if (user == nullptr || !user->enabled) return oauth_error("invalid_grant");
  return tokens_response(code_answer(call.state, call.pool, call.client, *user, *grant));
}

Response sign_client_in(GrantCall& call) {
  if (!call.client.secret ||
      call.client.oauth_flows.find("client_credentials") == call.client.oauth_flows.end())
    return oauth_error("unauthorized_client");
  const auto scopes = granted_scopes(call.pool, call.client, call.value("scope"), true);
  if (!scopes || scopes->empty()) return oauth_error("invalid_scope");
  return tokens_response(machine_answer(call.state, call.pool, call.client, *scopes));
}

Response refresh(GrantCall& call) {
  const std::string token = call.value("refresh_token");
  if (token.empty()) return oauth_error("invalid_request");
  try {
    const TimePoint now = call.state.now();
    const Grant& grant = call.state.grants.find_by_refresh_token(token, call.client.id, now);
    User* user = call.pool.find_user(grant.username);
    if (user == nullptr || !user->enabled) return oauth_error("invalid_grant");
    std::string successor;
    if (call.client.rotation_grace) {
      call.state.grants.retire_refresh_token(token, now + *call.client.rotation_grace);
      successor = call.state.grants.new_refresh_token(grant, call.state.random);
    }
    return tokens_response(oauth_renewal_answer(call.state, call.pool, call.client, *user, grant, successor));
  } catch (const Error& error) {
    if (error.category != Category::refused) throw;
    return oauth_error("invalid_grant", error.service_message);
  }
}

struct GrantType {
  std::string_view name;
  Response (*serve)(GrantCall&);
};
constexpr std::array<GrantType, 3> kGrantTypes = {{{"authorization_code", redeem_code},
                                                   {"client_credentials", sign_client_in},
                                                   {"refresh_token", refresh}}};

bool is_form(const Request& request) {
  const std::string* type = request.headers.find("Content-Type");
  return type != nullptr &&
         equal_ignoring_case(trim(split(*type, ';').front()), "application/x-www-form-urlencoded");
}

bool repeats_itself(std::string_view form) {
  for (const auto* name :
       {"grant_type", "code", "redirect_uri", "client_id", "refresh_token", "scope", "token"}) {
    if (count_form_values(form, name) > 1) return true;
  }
  return false;
}

}  // namespace

Response serve_token(State& state, const Request& request) {
  if (!is_form(request) || repeats_itself(request.body)) return oauth_error("invalid_request");
  const std::string name = form_value(request.body, "grant_type").value_or("");
  if (name.empty()) return oauth_error("invalid_request");
  const TokenClient found = authenticate_client(state, request);
  if (!found) return oauth_error("invalid_client");
  const auto* type = std::find_if(kGrantTypes.begin(), kGrantTypes.end(),
                                  [&](const GrantType& row) { return row.name == name; });
  if (type == kGrantTypes.end()) return oauth_error("unsupported_grant_type");
  GrantCall call{.state = state, .pool = *found.pool, .client = *found.client, .form = request.body};
  return type->serve(call);
}

Response serve_revoke(State& state, const Request& request) {
  const std::string token = form_value(request.body, "token").value_or("");
  if (!is_form(request) || repeats_itself(request.body) || token.empty())
    return oauth_error("invalid_request", "The token is missing");
  const TokenClient found = authenticate_client(state, request);
  if (!found) return oauth_error("invalid_client");
  constexpr std::size_t kPartsOfJwe = 5;
  if (split(token, '.').size() != kPartsOfJwe) return oauth_error("unsupported_token_type");
  // RFC 7009 section 2.2: one that is not known is revoked already.
  state.grants.revoke_by_refresh_token(token, found.client->id);
  return {.status = 200};
}

}  // namespace cauth::serve::sandbox
