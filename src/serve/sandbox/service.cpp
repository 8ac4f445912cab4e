#include "serve/sandbox/service.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/signature.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace cauth::serve::sandbox {
namespace {

constexpr std::string_view kTargetPrefix = "AWSCognitoIdentityProviderService.";
constexpr std::string_view kContentType = "application/x-amz-json-1.1";

struct Operation {
  std::string_view name;
  Json (*run)(State&, const Json&);
  bool is_signed = false;
};

constexpr std::array kOperations = std::to_array<Operation>({
    {"InitiateAuth", initiate_auth},
    {"RespondToAuthChallenge", respond_to_auth_challenge},
    {"GetTokensFromRefreshToken", get_tokens_from_refresh_token},
    {"RevokeToken", revoke_token},
    {"GetUser", get_user},
    {"ChangePassword", change_password},
    {"GlobalSignOut", global_sign_out},
    {"SignUp", sign_up},
    {"ConfirmSignUp", confirm_sign_up},
    {"ResendConfirmationCode", resend_confirmation_code},
    {"ForgotPassword", forgot_password},
    {"ConfirmForgotPassword", confirm_forgot_password},
    {"UpdateUserAttributes", update_user_attributes},
    {"DeleteUserAttributes", delete_user_attributes},
    {"GetUserAttributeVerificationCode", get_user_attribute_verification_code},
    {"VerifyUserAttribute", verify_user_attribute},
    {"DeleteUser", delete_user},
    {"ConfirmDevice", confirm_device},
    {"ListDevices", list_devices},
    {"GetDevice", get_device},
    {"ForgetDevice", forget_device},
    {"UpdateDeviceStatus", update_device_status},
    {"AssociateSoftwareToken", associate_software_token},
    {"VerifySoftwareToken", verify_software_token},
    {"SetUserMFAPreference", set_user_mfa_preference},
    {"GetUserAuthFactors", get_user_auth_factors},
    {"StartWebAuthnRegistration", start_web_authn_registration},
    {"CompleteWebAuthnRegistration", complete_web_authn_registration},
    {"ListWebAuthnCredentials", list_web_authn_credentials},
    {"DeleteWebAuthnCredential", delete_web_authn_credential},
    {"AdminInitiateAuth", admin_initiate_auth, true},
    {"AdminRespondToAuthChallenge", admin_respond_to_auth_challenge, true},
    {"AdminConfirmSignUp", admin_confirm_sign_up, true},
    {"AdminCreateUser", admin_create_user, true},
    {"AdminGetUser", admin_get_user, true},
    {"AdminDeleteUser", admin_delete_user, true},
    {"AdminSetUserPassword", admin_set_user_password, true},
    {"AdminResetUserPassword", admin_reset_user_password, true},
    {"AdminSetUserMFAPreference", admin_set_user_mfa_preference, true},
    {"AdminUserGlobalSignOut", admin_user_global_sign_out, true},
    {"AdminEnableUser", admin_enable_user, true},
    {"AdminDisableUser", admin_disable_user, true},
    {"DescribeUserPoolClient", describe_user_pool_client, true},
});

Response service_response(int status, std::string body, Random& random) {
  Response response{.status = status, .body = std::move(body)};
  response.headers.add("Content-Type", std::string(kContentType));
  response.headers.add("x-amzn-RequestId", random_uuid(random));
  return response;
}

const Operation* find_operation(const Request& request) {
  const std::string* target = request.headers.find("X-Amz-Target");
  if (target == nullptr || !target->starts_with(kTargetPrefix)) return nullptr;
  const std::string_view name = std::string_view(*target).substr(kTargetPrefix.size());
  const auto* found = std::find_if(kOperations.begin(), kOperations.end(),
                                   [&](const Operation& operation) { return operation.name == name; });
  return found == kOperations.end() ? nullptr : found;
}

Json run(State& state, const Request& request) {
  const Operation* operation = find_operation(request);
  if (operation == nullptr) throw refusal("UnknownOperationException", {});
  ++state.calls[std::string(operation->name)];
  // Against the real time: a sandbox whose clock was moved still has honest callers.
  if (operation->is_signed) check_signature(request, sandbox_aws_keys(), state.clock.now());
  const ParsedJson input = parse_json(request.body);
  if (!input || !(*input).is_object())
    throw refusal("SerializationException", input ? "the input is no JSON object" : input.problem);
  return operation->run(state, *input);
}

}  // namespace

bool is_service_call(const Request& request) {
  return request.method == "POST" && request.path() == "/";
}

Response service_error(int status, std::string_view code, std::string_view message, Random& random) {
  Json body = {{"__type", code}};
  if (!message.empty()) body["message"] = message;
  Response response = service_response(status, json_text(body), random);
  response.headers.add("x-amzn-ErrorType", std::string(code) + ":");
  return response;
}

Response serve_operation(State& state, const Request& request) {
  constexpr int kBadRequest = 400;
  try {
    return service_response(200, json_text(run(state, request)), state.random);
  } catch (const Error& error) {
    // A refusal is this interface's ordinary answer. Anything else is a bug, and the server's 500.
    if (error.category != Category::refused) throw;
    return service_error(kBadRequest, error.code, error.service_message, state.random);
  }
}

}  // namespace cauth::serve::sandbox
