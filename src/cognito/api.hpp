#pragma once

#include "aws/json_client.hpp"
#include "base/clock.hpp"
#include "base/secret.hpp"
#include "cognito/app_client.hpp"
#include "cognito/challenge.hpp"
#include "cognito/software_token.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace cauth::cognito {

using ClientMetadata = std::map<std::string, std::string, std::less<>>;

/// The typed calls that sign-in and sessions need. Everything else goes through aws::JsonClient as it is.
class Api {
 public:
  Api(aws::JsonClient& client, AppClient app, Clock& clock);

  /// Sign-ins are held with AdminInitiateAuth and AdminRespondToAuthChallenge from now on, signed with AWS
  /// credentials.
  void act_as_admin(std::string user_pool_id) { admin_pool_id_ = std::move(user_pool_id); }

  /// InitiateAuth, with USERNAME added, and SECRET_HASH for it where the client has a secret.
  Step initiate_auth(std::string_view auth_flow, std::string_view username, Answers parameters,
                     const ClientMetadata& metadata = {});
  /// RespondToAuthChallenge, with USERNAME and SECRET_HASH added.
  Step respond_to_auth_challenge(const Challenge& challenge, std::string_view username, Answers answers,
                                 const ClientMetadata& metadata = {});
  /// AssociateSoftwareToken and VerifySoftwareToken, in the middle of a sign-in that waits at MFA_SETUP: each
  /// answers with the session that is good from then on.
  TotpSecret associate_software_token(const SecretString& session);
  SecretString verify_software_token(const SecretString& session, const SecretString& code);
  /// GetTokensFromRefreshToken, and REFRESH_TOKEN_AUTH where an emulator does not know that operation. The
  /// refresh token is kept when the answer has none. Sent once more where the answer got lost.
  /// `username`: the real one, for SECRET_HASH. `device_key`: of the device that was signed in with; "" where
  /// there is none.
  jose::Tokens refresh(const SecretString& refresh_token, std::string_view username,
                       std::string_view device_key = {}, const ClientMetadata& metadata = {});
  /// Did the service want the client's other secret?
  bool used_other_secret() const { return app_.used_other; }
  /// How far the service's clock is ahead of ours, as its last answer said.
  std::optional<TimePoint::duration> service_ahead() const { return client_.service_ahead(); }
  /// RevokeToken.
  void revoke(const SecretString& refresh_token);
  /// GlobalSignOut.
  void sign_out_everywhere(const SecretString& access_token);

 private:
  Step get_tokens_from_refresh_token(const SecretString& refresh_token, std::string_view device_key,
                                     const ClientMetadata& metadata);
  Step initiate_refresh(const SecretString& refresh_token, std::string_view username,
                        std::string_view device_key, const ClientMetadata& metadata);
  Step call_for_step(std::string_view operation, const Json& body, aws::Repeat repeat);
  Step call_for_sign_in(std::string_view operation, Json& body);
  void add_secret_hash(Answers& parameters, std::string_view username) const;
  void add_client_secret(Json& body) const;
  bool lacks_operation(const Error& error) const;
  Error reused(Error error) const;

  aws::JsonClient& client_;
  AppClient app_;
  Clock& clock_;
  std::string admin_pool_id_;  ///< empty: no administrator
};

/// An answer of InitiateAuth or RespondToAuthChallenge as a step. Error{transport, 8} when it is neither.
Step parse_step(const Json& answer, TimePoint now);

}  // namespace cauth::cognito
