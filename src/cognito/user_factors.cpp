#include "cognito/challenge.hpp"
#include "cognito/user_api.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

// What a signed-in user does about second factors and passkeys.
namespace cauth::cognito {

TotpSecret UserApi::associate_software_token() {
  return read_totp_secret(WipedJson(client_.call("AssociateSoftwareToken", *request())));
}

void UserApi::verify_software_token(const SecretString& code, std::string_view device_name) {
  WipedJson body = request();
  body["UserCode"] = code.reveal();
  if (!device_name.empty()) body["FriendlyDeviceName"] = device_name;
  check_verified(client_.call("VerifySoftwareToken", *body));
}

void UserApi::set_second_factor(const SecondFactor& factor, bool enabled, bool preferred) {
  WipedJson body = request();
  body[factor.member] = {{"Enabled", enabled}, {"PreferredMfa", preferred}};
  client_.call("SetUserMFAPreference", *body, aws::Signing::unsigned_request, aws::Repeat::harmless);
}

Json UserApi::start_passkey() {
  Json answer = client_.call("StartWebAuthnRegistration", *request());
  const auto options = answer.find("CredentialCreationOptions");
  if (options == answer.end() || !options->is_object())
    throw strange_answer("StartWebAuthnRegistration gave no options");
  return std::move(*options);
}

void UserApi::complete_passkey(Json credential) {
  WipedJson body = request();
  body["Credential"] = std::move(credential);
  client_.call("CompleteWebAuthnRegistration", *body);
}

Json UserApi::list_passkeys() {
  constexpr int kMostPages = 100;  // a user has twenty; an answer that never ends is no answer
  Json all = {{"Credentials", Json::array()}};
  WipedJson body = request();
  for (int page = 0; page < kMostPages; ++page) {
    Json answer =
        client_.call("ListWebAuthnCredentials", *body, aws::Signing::unsigned_request, aws::Repeat::harmless);
    if (const auto passkeys = answer.find("Credentials"); passkeys != answer.end()) {
      for (auto& passkey : *passkeys) all["Credentials"].push_back(std::move(passkey));
    }
    const std::string next = string_member_or(answer, "NextToken", "");
    if (next.empty()) break;
    body["NextToken"] = next;
  }
  return all;
}

void UserApi::delete_passkey(std::string_view credential_id) {
  WipedJson body = request();
  body["CredentialId"] = credential_id;
  client_.call("DeleteWebAuthnCredential", *body);
}

}  // namespace cauth::cognito
