#pragma once

#include "aws/json_client.hpp"
#include "base/json.hpp"
#include "base/secret.hpp"
#include "cognito/device_verifier.hpp"
#include "cognito/second_factors.hpp"
#include "cognito/software_token.hpp"

#include <optional>
#include <string_view>

namespace cauth::cognito {

/// What a signed-in user does about their own account, with an access token that has the scope
/// aws.cognito.signin.user.admin. The answers are the API's own.
class UserApi {
 public:
  UserApi(aws::JsonClient& client, SecretString access_token);

  Json get_user();
  /// No previous password: of a user who has none.
  void change_password(const std::optional<SecretString>& previous, const SecretString& proposed);

  /// ConfirmDevice: true when the pool leaves it to the user whether the device is remembered.
  bool confirm_device(std::string_view device_key, const DeviceVerifier& verifier, std::string_view name);
  /// Of all pages: {"Devices": […]}.
  Json list_devices();
  void forget_device(std::string_view device_key);
  void update_device_status(std::string_view device_key, bool remembered);

  // user_factors.cpp
  TotpSecret associate_software_token();
  /// Error{refused} for a code that is not the one. `device_name` may be empty.
  void verify_software_token(const SecretString& code, std::string_view device_name);
  /// SetUserMFAPreference of that factor; the others stay as they are.
  void set_second_factor(const SecondFactor& factor, bool enabled, bool preferred);
  /// The options for a new passkey. Error{transport, 8} when the answer has none.
  Json start_passkey();
  void complete_passkey(Json credential);
  /// Of all pages: {"Credentials": […]}.
  Json list_passkeys();
  void delete_passkey(std::string_view credential_id);

 private:
  WipedJson request() const;
  WipedJson request_for(std::string_view device_key) const;

  aws::JsonClient& client_;
  SecretString access_token_;
};

}  // namespace cauth::cognito
