#include "cognito/operations.hpp"

#include "base/text.hpp"

#include <array>
#include <cstddef>

namespace cauth::cognito {
namespace {

using enum FieldType;
using enum aws::Signing;
using enum aws::Repeat;

constexpr Field kUserPoolId{"UserPoolId", "the user pool", text, true};
constexpr Field kClientId{"ClientId", "the app client", text, true};
constexpr Field kUsername{"Username", "the user", text, true};
constexpr Field kAccessToken{"AccessToken", "access token of the user", secret, true};
constexpr Field kSession{"Session", "the session that the last answer came with", secret};
constexpr Field kSecretHash{"SecretHash", "made from the client secret where that is known", secret};
constexpr Field kClientSecret{"ClientSecret",
                              "secret of the app client; taken from the settings where they have it", secret};
constexpr Field kConfirmationCode{"ConfirmationCode", "the code that the user was sent", secret, true};
constexpr Field kPasswordField{"Password", "the password", secret, true};
constexpr Field kAuthFlow{"AuthFlow", "USER_PASSWORD_AUTH, REFRESH_TOKEN_AUTH, CUSTOM_AUTH, …", text, true};
constexpr Field kAuthParameters{"AuthParameters", "USERNAME=…,PASSWORD=… and what else the flow wants",
                                secret_map};
constexpr Field kChallengeName{"ChallengeName", "the challenge that is answered", text, true};
constexpr Field kChallengeResponses{"ChallengeResponses", "USERNAME=… and the answers", secret_map};
constexpr Field kClientMetadata{"ClientMetadata", "for the pool's triggers", map};
constexpr Field kAnalyticsMetadata{"AnalyticsMetadata", "for Amazon Pinpoint", structure};
constexpr Field kUserContextData{"UserContextData", "for threat protection", structure};
constexpr Field kContextData{"ContextData", "for threat protection", structure};
constexpr Field kUserAttributes{"UserAttributes", "attributes: Name=email,Value=…", list};
constexpr Field kValidationData{"ValidationData", "for the pre sign-up trigger: Name=…,Value=…", list};
constexpr Field kDeviceKey{"DeviceKey", "key of the device", text, true};
constexpr Field kDeviceStatus{"DeviceRememberedStatus", "remembered or not_remembered"};
constexpr Field kLimit{"Limit", "how many at most, up to 60", number};
constexpr Field kPaginationToken{"PaginationToken", "where the last answer ended"};
constexpr Field kAttributeName{"AttributeName", "email or phone_number", text, true};
constexpr Field kForceAliasCreation{"ForceAliasCreation",
                                    "move an e-mail or phone alias from the user that has it", boolean};

constexpr std::array kInitiateAuth{kAuthFlow,          kAuthParameters,  kClientMetadata, kClientId,
                                   kAnalyticsMetadata, kUserContextData, kSession};
constexpr std::array kRespondToAuthChallenge{kClientId,           kChallengeName,     kSession,
                                             kChallengeResponses, kAnalyticsMetadata, kUserContextData,
                                             kClientMetadata};
constexpr std::array kAdminInitiateAuth{kUserPoolId,     kClientId,          kAuthFlow,    kAuthParameters,
                                        kClientMetadata, kAnalyticsMetadata, kContextData, kSession};
constexpr std::array kAdminRespondToAuthChallenge{kUserPoolId,         kClientId,      kChallengeName,
                                                  kChallengeResponses, kSession,       kAnalyticsMetadata,
                                                  kContextData,        kClientMetadata};
constexpr std::array kGetTokensFromRefreshToken{
    Field{"RefreshToken", "the refresh token", secret, true}, kClientId, kClientSecret,
    Field{"DeviceKey", "key of the remembered device, where there is one"}, kClientMetadata};
constexpr std::array kRevokeToken{Field{"Token", "the refresh token", secret, true}, kClientId,
                                  kClientSecret};
constexpr std::array kAccessTokenAlone{kAccessToken};
constexpr std::array kChangePassword{Field{"PreviousPassword", "the password so far", secret},
                                     Field{"ProposedPassword", "the new password", secret, true},
                                     kAccessToken};
constexpr std::array kSignUp{kClientId,          kSecretHash,      kUsername,
                             kPasswordField,     kUserAttributes,  kValidationData,
                             kAnalyticsMetadata, kUserContextData, kClientMetadata};
constexpr std::array kConfirmSignUp{kClientId,         kSecretHash,         kUsername,
                                    kConfirmationCode, kForceAliasCreation, kAnalyticsMetadata,
                                    kUserContextData,  kClientMetadata,     kSession};
constexpr std::array kForgotPassword{kClientId, kSecretHash,        kUserContextData,
                                     kUsername, kAnalyticsMetadata, kClientMetadata};
constexpr std::array kConfirmForgotPassword{kClientId,         kSecretHash,    kUsername,
                                            kConfirmationCode, kPasswordField, kAnalyticsMetadata,
                                            kUserContextData,  kClientMetadata};
constexpr std::array kUpdateUserAttributes{
    Field{"UserAttributes", "the new values: Name=email,Value=…", list, true}, kAccessToken, kClientMetadata};
constexpr std::array kDeleteUserAttributes{
    Field{"UserAttributeNames", "which ones: nickname custom:team", list, true}, kAccessToken};
constexpr std::array kGetVerificationCode{kAccessToken, kAttributeName, kClientMetadata};
constexpr std::array kVerifyUserAttribute{kAccessToken, kAttributeName,
                                          Field{"Code", "the code that the user was sent", secret, true}};
constexpr std::array kConfirmDevice{
    kAccessToken, kDeviceKey,
    Field{"DeviceSecretVerifierConfig", "of the device's password: PasswordVerifier=…,Salt=…", structure},
    Field{"DeviceName", "what the device is called"}};
constexpr std::array kListDevices{kAccessToken, kLimit, kPaginationToken};
// The service's model lets the token be missing in these two; without one they are refused.
constexpr std::array kDeviceOfUser{kDeviceKey, Field{"AccessToken", "access token of the user", secret}};
constexpr std::array kUpdateDeviceStatus{kAccessToken, kDeviceKey, kDeviceStatus};
constexpr std::array kPoolAndUser{kUserPoolId, kUsername};
constexpr std::array kPoolUserAndMetadata{kUserPoolId, kUsername, kClientMetadata};
constexpr std::array kAdminSetUserPassword{
    kUserPoolId, kUsername, kPasswordField,
    Field{"Permanent", "the user need not change it (default: it is temporary)", boolean}};
constexpr std::array kAdminCreateUser{
    kUserPoolId,
    kUsername,
    kUserAttributes,
    kValidationData,
    Field{"TemporaryPassword", "password that the user must change at first sign-in", secret},
    kForceAliasCreation,
    Field{"MessageAction", "RESEND or SUPPRESS the invitation"},
    Field{"DesiredDeliveryMediums", "how the invitation is sent: EMAIL, SMS", list},
    kClientMetadata};

constexpr Field kSmsMfaSettings{"SMSMfaSettings", "codes by text message: Enabled=…,PreferredMfa=…",
                                switches};
constexpr Field kSoftwareTokenMfaSettings{"SoftwareTokenMfaSettings",
                                          "codes of an authenticator: Enabled=…,PreferredMfa=…", switches};
constexpr Field kEmailMfaSettings{"EmailMfaSettings", "codes by e-mail: Enabled=…,PreferredMfa=…", switches};
constexpr Field kAccessTokenOrSession{"AccessToken", "access token of the user, where there is no session",
                                      secret};
constexpr std::array kAssociateSoftwareToken{kAccessTokenOrSession, kSession};
constexpr std::array kVerifySoftwareToken{
    kAccessTokenOrSession, kSession, Field{"UserCode", "the code that the authenticator shows", secret, true},
    Field{"FriendlyDeviceName", "a name for the authenticator"}};
constexpr std::array kSetUserMfaPreference{kSmsMfaSettings, kSoftwareTokenMfaSettings, kEmailMfaSettings,
                                           kAccessToken};
constexpr std::array kAdminSetUserMfaPreference{kSmsMfaSettings, kSoftwareTokenMfaSettings, kEmailMfaSettings,
                                                kUsername, kUserPoolId};
constexpr std::array kCompleteWebAuthnRegistration{
    kAccessToken, Field{"Credential", "the RegistrationResponseJSON of the new passkey", structure, true}};
constexpr std::array kListWebAuthnCredentials{kAccessToken, Field{"NextToken", "where the last answer ended"},
                                              Field{"MaxResults", "how many at most, up to 20", number}};
constexpr std::array kDeleteWebAuthnCredential{kAccessToken,
                                               Field{"CredentialId", "id of the passkey", text, true}};

// Repeated without harm is what only reads, or sets a state that a second call sets again. What sends a
// message, uses up a code, a session or a refresh token, or makes something is not.
constexpr std::array kOperations{
    Operation{"InitiateAuth", "initiate-auth", unsigned_request, never, ClientProof::parameters,
              kInitiateAuth},
    Operation{"RespondToAuthChallenge", "respond-to-auth-challenge", unsigned_request, never,
              ClientProof::responses, kRespondToAuthChallenge},
    Operation{"AdminInitiateAuth", "admin-initiate-auth", sigv4, never, ClientProof::parameters,
              kAdminInitiateAuth},
    Operation{"AdminRespondToAuthChallenge", "admin-respond-to-auth-challenge", sigv4, never,
              ClientProof::responses, kAdminRespondToAuthChallenge},
    Operation{"GetTokensFromRefreshToken", "get-tokens-from-refresh-token", unsigned_request, never,
              ClientProof::client_secret, kGetTokensFromRefreshToken},
    Operation{"RevokeToken", "revoke-token", unsigned_request, harmless, ClientProof::client_secret,
              kRevokeToken},
    Operation{"GlobalSignOut", "global-sign-out", unsigned_request, harmless, ClientProof::none,
              kAccessTokenAlone},
    Operation{"ChangePassword", "change-password", unsigned_request, never, ClientProof::none,
              kChangePassword},
    Operation{"GetUser", "get-user", unsigned_request, harmless, ClientProof::none, kAccessTokenAlone},
    Operation{"AssociateSoftwareToken", "associate-software-token", unsigned_request, never,
              ClientProof::none, kAssociateSoftwareToken},
    Operation{"VerifySoftwareToken", "verify-software-token", unsigned_request, never, ClientProof::none,
              kVerifySoftwareToken},
    Operation{"SetUserMFAPreference", "set-user-mfa-preference", unsigned_request, harmless,
              ClientProof::none, kSetUserMfaPreference},
    Operation{"GetUserAuthFactors", "get-user-auth-factors", unsigned_request, harmless, ClientProof::none,
              kAccessTokenAlone},
    Operation{"StartWebAuthnRegistration", "start-web-authn-registration", unsigned_request, never,
              ClientProof::none, kAccessTokenAlone},
    Operation{"CompleteWebAuthnRegistration", "complete-web-authn-registration", unsigned_request, never,
              ClientProof::none, kCompleteWebAuthnRegistration},
    Operation{"ListWebAuthnCredentials", "list-web-authn-credentials", unsigned_request, harmless,
              ClientProof::none, kListWebAuthnCredentials},
    Operation{"DeleteWebAuthnCredential", "delete-web-authn-credential", unsigned_request, never,
              ClientProof::none, kDeleteWebAuthnCredential},
    Operation{"SignUp", "sign-up", unsigned_request, never, ClientProof::secret_hash, kSignUp},
    Operation{"ConfirmSignUp", "confirm-sign-up", unsigned_request, never, ClientProof::secret_hash,
              kConfirmSignUp},
    Operation{"ResendConfirmationCode", "resend-confirmation-code", unsigned_request, never,
              ClientProof::secret_hash, kForgotPassword},
    Operation{"ForgotPassword", "forgot-password", unsigned_request, never, ClientProof::secret_hash,
              kForgotPassword},
    Operation{"ConfirmForgotPassword", "confirm-forgot-password", unsigned_request, never,
              ClientProof::secret_hash, kConfirmForgotPassword},
    Operation{"UpdateUserAttributes", "update-user-attributes", unsigned_request, never, ClientProof::none,
              kUpdateUserAttributes},
    Operation{"DeleteUserAttributes", "delete-user-attributes", unsigned_request, harmless, ClientProof::none,
              kDeleteUserAttributes},
    Operation{"GetUserAttributeVerificationCode", "get-user-attribute-verification-code", unsigned_request,
              never, ClientProof::none, kGetVerificationCode},
    Operation{"VerifyUserAttribute", "verify-user-attribute", unsigned_request, never, ClientProof::none,
              kVerifyUserAttribute},
    Operation{"DeleteUser", "delete-user", unsigned_request, never, ClientProof::none, kAccessTokenAlone},
    Operation{"ConfirmDevice", "confirm-device", unsigned_request, never, ClientProof::none, kConfirmDevice},
    Operation{"ListDevices", "list-devices", unsigned_request, harmless, ClientProof::none, kListDevices},
    Operation{"GetDevice", "get-device", unsigned_request, harmless, ClientProof::none, kDeviceOfUser},
    Operation{"ForgetDevice", "forget-device", unsigned_request, never, ClientProof::none, kDeviceOfUser},
    Operation{"UpdateDeviceStatus", "update-device-status", unsigned_request, harmless, ClientProof::none,
              kUpdateDeviceStatus},
    Operation{"AdminSetUserPassword", "admin-set-user-password", sigv4, harmless, ClientProof::none,
              kAdminSetUserPassword},
    Operation{"AdminGetUser", "admin-get-user", sigv4, harmless, ClientProof::none, kPoolAndUser},
    Operation{"AdminCreateUser", "admin-create-user", sigv4, never, ClientProof::none, kAdminCreateUser},
    Operation{"AdminConfirmSignUp", "admin-confirm-sign-up", sigv4, never, ClientProof::none,
              kPoolUserAndMetadata},
    Operation{"AdminResetUserPassword", "admin-reset-user-password", sigv4, never, ClientProof::none,
              kPoolUserAndMetadata},
    Operation{"AdminSetUserMFAPreference", "admin-set-user-mfa-preference", sigv4, harmless,
              ClientProof::none, kAdminSetUserMfaPreference},
    Operation{"AdminUserGlobalSignOut", "admin-user-global-sign-out", sigv4, harmless, ClientProof::none,
              kPoolAndUser},
    Operation{"AdminEnableUser", "admin-enable-user", sigv4, harmless, ClientProof::none, kPoolAndUser},
    Operation{"AdminDisableUser", "admin-disable-user", sigv4, harmless, ClientProof::none, kPoolAndUser},
    Operation{"AdminDeleteUser", "admin-delete-user", sigv4, never, ClientProof::none, kPoolAndUser},
};

bool is_upper(char character) {
  return character >= 'A' && character <= 'Z';
}

}  // namespace

std::span<const Operation> operations() {
  return kOperations;
}

const Operation* find_operation(std::string_view command) {
  for (const auto& operation : kOperations) {
    if (operation.command == command) return &operation;
  }
  return nullptr;
}

std::string option_name(std::string_view member) {
  std::string name;
  for (std::size_t at = 0; at < member.size(); ++at) {
    // A word begins at a capital after a small letter, and at the last capital of a run: User-MFA-Preference.
    const bool begins_word =
        at > 0 && is_upper(member[at]) &&
        (!is_upper(member[at - 1]) || (at + 1 < member.size() && !is_upper(member[at + 1])));
    if (begins_word) name += '-';
    name += ascii_lower(member[at]);
  }
  return name;
}

}  // namespace cauth::cognito
