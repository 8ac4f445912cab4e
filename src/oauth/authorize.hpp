#pragma once

#include "base/random.hpp"
#include "base/secret.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cauth::oauth {

/// What ties the answer to the question: made anew for every sign-in.
struct Proof {
  std::string state;      ///< comes back with the browser: nobody else's answer is taken
  std::string nonce;      ///< comes back inside the ID token (OpenID Connect Core section 3.1.2.1)
  SecretString verifier;  ///< goes with the code alone: a stolen code is worth nothing (RFC 7636)
};
/// 256 random bits each.
Proof make_proof(Random& random);

/// The code challenge of a verifier by the method S256 (RFC 7636 section 4.2).
std::string challenge_of(std::string_view verifier);

/// What is asked for at /oauth2/authorize.
struct Authorization {
  std::string client_id, redirect_uri;
  std::string scopes = {};  ///< empty: all that the client allows
  std::string state = {}, nonce = {}, code_challenge = {};
  std::optional<std::string> identity_provider = {};  ///< straight to it, past the page that offers several
  std::optional<std::string> login_hint = {}, prompt = {}, language = {};
};

/// The address for the browser; `domain` as domain_url() has it.
std::string authorize_url(std::string_view domain, const Authorization& authorization);

/// The address that ends the browser's own session; `logout_uri` must be one of the client's sign-out URLs.
std::string logout_url(std::string_view domain, std::string_view client_id, std::string_view logout_uri);

}  // namespace cauth::oauth
