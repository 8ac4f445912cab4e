#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "http/transport.hpp"
#include "jose/tokens.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::oauth {

/// /oauth2/token of a pool, as one app client uses it. All of it throws Error{refused} with the endpoint's
/// code (invalid_grant, invalid_client …) and a hint; {temporary} when throttled or broken after the retries;
/// {transport} when no whole answer came, 8 when it was none of a token endpoint.
class TokenEndpoint {
 public:
  struct Options {
    std::string domain;  ///< as domain_url() has it
    std::string client_id;
    std::optional<SecretString> client_secret;
    /// The second of a client that has two, fetched when the endpoint refuses the first (invalid_client).
    std::function<std::optional<SecretString>()> other_secret = {};
    http::Request request;  ///< a template: TLS, proxy, limits, trace
  };
  TokenEndpoint(Options options, http::Transport& transport, Clock& clock, Random& random);

  /// The tokens for an authorization code, which is used up whatever comes of it: it is sent again only with
  /// the client's other secret, since a client that is not believed has redeemed nothing.
  jose::Tokens exchange_code(const SecretString& code, std::string_view redirect_uri,
                             const SecretString& verifier);
  /// An access token for the client itself; `scopes` empty: all that it may have. `metadata`: a JSON object
  /// for the pool's triggers, or "". Each request is billed.
  jose::Tokens client_credentials(std::string_view scopes, std::string_view metadata = {});
  /// New tokens for a session that came from a code. The refresh token is kept where the answer has none.
  jose::Tokens refresh(const SecretString& refresh_token);
  /// Was it the client's other secret that worked?
  bool used_other_secret() const { return used_other_secret_; }

 private:
  class Call;
  struct Grant;
  jose::Tokens redeem(const Grant& grant, const SecretString& form);
  bool take_other_secret();

  Options options_;
  http::Transport& transport_;
  Clock& clock_;
  Random& random_;
  bool used_other_secret_ = false;
};

}  // namespace cauth::oauth
