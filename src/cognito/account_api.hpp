#pragma once

#include "aws/json_client.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"
#include "cognito/api.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cognito {

/// Where the service sent a code (CodeDeliveryDetails).
struct CodeDelivery {
  std::string medium;       ///< "EMAIL", "SMS"
  std::string destination;  ///< as far as the service shows it: "a***@e***"
  std::string attribute;    ///< what the code proves: "email"
};

/// Nothing when the answer names no code.
std::optional<CodeDelivery> code_delivery(const Json& answer);

/// The attributes that a refused SignUp lacks, as far as the service's words name them.
std::vector<std::string> attributes_asked_for(const Error& refusal);

using Attributes = std::map<std::string, std::string, std::less<>>;

/// What somebody does who is not signed in: becoming a user, and getting a new password. SecretHash is added
/// where the client has a secret, and the metadata for the pool's triggers. The answers are the API's own.
class AccountApi {
 public:
  AccountApi(aws::JsonClient& client, AppClient app, ClientMetadata metadata);

  /// SignUp. No password: for pools whose users sign in without.
  Json sign_up(std::string_view username, const std::optional<SecretString>& password,
               const Attributes& attributes);
  /// ConfirmSignUp. `take_alias`: an e-mail address or telephone number that is another user's alias is
  /// moved.
  Json confirm_sign_up(std::string_view username, const SecretString& code, bool take_alias);
  Json resend_confirmation_code(std::string_view username);
  Json forgot_password(std::string_view username);
  void confirm_forgot_password(std::string_view username, const SecretString& code,
                               const SecretString& password);

 private:
  WipedJson request_for(std::string_view username) const;
  Json call(std::string_view operation, Json& body);

  aws::JsonClient& client_;
  AppClient app_;
  ClientMetadata metadata_;
};

}  // namespace cauth::cognito
