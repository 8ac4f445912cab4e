#include "oauth/authorize.hpp"

#include "base/bytes.hpp"
#include "base/form.hpp"
#include "crypto/hash.hpp"

#include <fmt/format.h>

#include <cstddef>

namespace cauth::oauth {
namespace {

// RFC 7636 section 4.1 recommends as many for the verifier: 43 characters, the fewest that are allowed.
constexpr std::size_t kRandomOctets = 32;

std::string random_text(Random& random) {
  return base64url_encode(random_octets(random, kRandomOctets));
}

void add_if(std::string& query, std::string_view name, const std::optional<std::string>& value) {
  if (value && !value->empty()) add_form_value(query, name, *value);
}

}  // namespace

Proof make_proof(Random& random) {
  return {.state = random_text(random),
          .nonce = random_text(random),
          .verifier = SecretString::take(random_text(random))};
}

std::string challenge_of(std::string_view verifier) {
  return base64url_encode(crypto::octets(crypto::sha256(verifier)));
}

std::string authorize_url(std::string_view domain, const Authorization& authorization) {
  std::string query;
  add_form_value(query, "response_type", "code");
  add_form_value(query, "client_id", authorization.client_id);
  add_form_value(query, "redirect_uri", authorization.redirect_uri);
  add_if(query, "scope", authorization.scopes);
  add_form_value(query, "state", authorization.state);
  add_form_value(query, "nonce", authorization.nonce);
  add_form_value(query, "code_challenge", authorization.code_challenge);
  add_form_value(query, "code_challenge_method", "S256");
  add_if(query, "identity_provider", authorization.identity_provider);
  add_if(query, "login_hint", authorization.login_hint);
  add_if(query, "prompt", authorization.prompt);
  add_if(query, "lang", authorization.language);
  return fmt::format("{}/oauth2/authorize?{}", domain, query);
}

std::string logout_url(std::string_view domain, std::string_view client_id, std::string_view logout_uri) {
  std::string query;
  add_form_value(query, "client_id", client_id);
  add_form_value(query, "logout_uri", logout_uri);
  return fmt::format("{}/logout?{}", domain, query);
}

}  // namespace cauth::oauth
