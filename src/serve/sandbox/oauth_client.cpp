#include "base/bytes.hpp"
#include "base/form.hpp"
#include "base/secret.hpp"
#include "base/text.hpp"
#include "serve/sandbox/oauth.hpp"

#include <algorithm>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

struct Credentials {
  std::string id;
  std::optional<std::string> secret;
};

// RFC 6749 section 2.3.1 has both halves encoded like a form; Cognito's ids and secrets need no encoding but
// for a plus sign, which many clients send as it is.
std::optional<Credentials> basic_credentials(const Request& request) {
  constexpr std::string_view kBasic = "basic ";
  const std::string* header = request.headers.find("Authorization");
  if (header == nullptr || !equal_ignoring_case(std::string_view(*header).substr(0, kBasic.size()), kBasic))
    return std::nullopt;
  const auto text = base64_decode(trim(std::string_view(*header).substr(kBasic.size())));
  const auto halves = text ? split_once(*text, ':') : std::nullopt;
  if (!halves) return Credentials{};
  return Credentials{.id = std::string(halves->before), .secret = std::string(halves->after)};
}

Credentials credentials_of(const Request& request) {
  const auto form_id = form_value(request.body, "client_id");
  if (auto basic = basic_credentials(request)) {
    // Two names for the caller: neither is believed.
    if (form_id && *form_id != basic->id) return {};
    return *std::move(basic);
  }
  return {.id = form_id.value_or(""), .secret = form_value(request.body, "client_secret")};
}

bool proves(const Client& client, const std::optional<std::string>& secret) {
  if (!client.secret) return !secret || secret->empty();
  return secret &&
         (equal_secret(*client.secret, *secret) || equal_secret(*client.secret, form_decode(*secret)));
}

bool is_allowed(const Client& client, std::string_view scope) {
  return std::find(client.oauth_scopes.begin(), client.oauth_scopes.end(), scope) !=
         client.oauth_scopes.end();
}

bool is_custom(const Pool& pool, std::string_view scope) {
  const auto slash = scope.rfind('/');
  return slash != std::string_view::npos &&
         pool.resource_servers.find(scope.substr(0, slash)) != pool.resource_servers.end();
}

}  // namespace

TokenClient authenticate_client(State& state, const Request& request) {
  const Credentials credentials = credentials_of(request);
  for (auto& entry : state.pools) {
    const auto found = entry.second.clients.find(credentials.id);
    if (found == entry.second.clients.end()) continue;
    if (!proves(found->second, credentials.secret)) return {};
    return {.pool = &entry.second, .client = &found->second};
  }
  return {};
}

std::optional<std::string> granted_scopes(const Pool& pool, const Client& client, std::string_view asked,
                                          bool for_machine) {
  std::vector<std::string> granted;
  for (const auto scope : split_words(asked)) {
    if (!is_allowed(client, scope) || (for_machine && !is_custom(pool, scope))) return std::nullopt;
    granted.emplace_back(scope);
  }
  if (granted.empty()) {
    for (const auto& scope : client.oauth_scopes) {
      if (!for_machine || is_custom(pool, scope)) granted.push_back(scope);
    }
  }
  return join(granted, " ");
}

}  // namespace cauth::serve::sandbox
