#pragma once

#include "aws/json_client.hpp"
#include "cli/account_owner.hpp"
#include "cli/context.hpp"
#include "cognito/user_api.hpp"
#include "session/session.hpp"

#include <optional>
#include <string>

namespace cauth::cli {

/// The signed-in user's own account: an access token and the way to Cognito, for commands that read or change
/// what Cognito keeps of the user.
class UserAccess {
 public:
  /// The token of CAUTH_TOKEN or CAUTH_ACCESS_TOKEN, else the chosen session's, renewed where need be.
  /// Error{action_needed} when there is no access token: an ID token does not serve here.
  explicit UserAccess(Context& context);

  cognito::UserApi& api() { return api_; }
  /// Whose token it is; nothing: one from the environment.
  const std::optional<session::SessionKey>& session() const { return source_.session; }
  /// The same as the token says it, wherever it came from.
  const AccountOwner& owner() const { return source_.owner; }

 private:
  struct Source {
    SecretString token;
    aws::Service service;
    std::optional<session::SessionKey> session;
    AccountOwner owner;
  };
  static Source find(Context& context);
  UserAccess(Context& context, Source source);

  Source source_;
  aws::JsonClient client_;
  cognito::UserApi api_;
};

}  // namespace cauth::cli
