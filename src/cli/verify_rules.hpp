#pragma once

#include "base/json.hpp"
#include "cli/args.hpp"
#include "cli/context.hpp"
#include "cognito/gateway.hpp"
#include "jose/jwks.hpp"
#include "jose/policy.hpp"
#include "session/session.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace cauth::cli {

/// The client that a token is for: an ID token's `aud`, an access token's `client_id`; empty without either.
std::string client_of(const Json& payload);

/// Which tokens are good, and where the keys are that prove it: from options, settings and one's own session.
class VerifyRules {
 public:
  void declare(Args& args);

  /// Settles what the options leave open. `session`: of the token, where it is one's own. `payload`: of the
  /// token, for the line to type when pool or client are not known; null for a stream. Error{usage} then.
  void settle(Context& context, const std::optional<session::SessionKey>& session, const Json* payload);

  /// What was asked for; after `settle` all of it.
  const jose::Policy& policy() const { return policy_; }
  /// After `settle`. It may fetch, and throw.
  jose::KeySource& keys() { return *keys_; }

 private:
  void set_leeway(const std::string& text);
  void settle_named_issuer(Context& context);
  void settle_pools(Context& context, std::vector<std::string> ids);
  std::vector<std::string> pool_ids(Context& context,
                                    const std::optional<session::SessionKey>& session) const;
  void settle_clients(Context& context, const std::optional<session::SessionKey>& session,
                      const Json* payload);
  std::unique_ptr<jose::KeySource> kept_key_set() const;

  jose::Policy policy_;
  std::vector<std::string> pools_, clients_;
  std::optional<std::string> jwks_file_, jwks_uri_;
  std::optional<cognito::Gateway> gateway_;
  bool offline_ = false;
  std::unique_ptr<jose::KeySource> keys_;
};

}  // namespace cauth::cli
