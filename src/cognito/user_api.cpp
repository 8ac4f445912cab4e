#include "cognito/user_api.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace cauth::cognito {

UserApi::UserApi(aws::JsonClient& client, SecretString access_token)
    : client_(client), access_token_(std::move(access_token)) {}

Json UserApi::get_user() {
  return client_.call("GetUser", *request(), aws::Signing::unsigned_request, aws::Repeat::harmless);
}

void UserApi::change_password(const std::optional<SecretString>& previous, const SecretString& proposed) {
  WipedJson body = request();
  if (previous) body["PreviousPassword"] = previous->reveal();
  body["ProposedPassword"] = proposed.reveal();
  client_.call("ChangePassword", *body, aws::Signing::unsigned_request, aws::Repeat::never);
}

bool UserApi::confirm_device(std::string_view device_key, const DeviceVerifier& verifier,
                             std::string_view name) {
  WipedJson body = request_for(device_key);
  body["DeviceSecretVerifierConfig"] = {{"PasswordVerifier", verifier.password_verifier},
                                        {"Salt", verifier.salt}};
  body["DeviceName"] = name;
  const Json answer =
      client_.call("ConfirmDevice", *body, aws::Signing::unsigned_request, aws::Repeat::never);
  return answer.value("UserConfirmationNecessary", Json()) == true;
}

Json UserApi::list_devices() {
  constexpr int kMostPages = 100;  // a user has a few; an answer that never ends is no answer
  Json all = {{"Devices", Json::array()}};
  WipedJson body = request();
  for (int page = 0; page < kMostPages; ++page) {
    Json answer = client_.call("ListDevices", *body, aws::Signing::unsigned_request, aws::Repeat::harmless);
    if (const auto devices = answer.find("Devices"); devices != answer.end()) {
      for (auto& device : *devices) all["Devices"].push_back(std::move(device));
    }
    const std::string next = string_member_or(answer, "PaginationToken", "");
    if (next.empty()) break;
    body["PaginationToken"] = next;
  }
  return all;
}

void UserApi::forget_device(std::string_view device_key) {
  client_.call("ForgetDevice", *request_for(device_key), aws::Signing::unsigned_request, aws::Repeat::never);
}

void UserApi::update_device_status(std::string_view device_key, bool remembered) {
  WipedJson body = request_for(device_key);
  body["DeviceRememberedStatus"] = remembered ? "remembered" : "not_remembered";
  client_.call("UpdateDeviceStatus", *body, aws::Signing::unsigned_request, aws::Repeat::harmless);
}

WipedJson UserApi::request_for(std::string_view device_key) const {
  WipedJson body = request();
  body["DeviceKey"] = device_key;
  return body;
}

WipedJson UserApi::request() const {
  WipedJson body;
  body["AccessToken"] = access_token_.reveal();
  return body;
}

}  // namespace cauth::cognito
