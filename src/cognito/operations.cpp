#include "cognito/operations.hpp"

#include "base/text.hpp"

#include <array>
#include <cstddef>

namespace cauth::cognito {
namespace {

using enum FieldType;
using enum aws::Signing;
using enum aws::Repeat;

constexpr Field kUserPoolId{"UserPoolId", text, true};
constexpr Field kClientId{"ClientId", text, true};
constexpr Field kUsername{"Username", text, true};
constexpr Field kAccessToken{"AccessToken", secret, true};
constexpr Field kSession{"Session", secret};
constexpr Field kSecretHash{"SecretHash", secret};
constexpr Field kClientSecret{"ClientSecret", secret};
constexpr Field kConfirmationCode{"ConfirmationCode", secret, true};
constexpr Field kPassword{"Password", secret, true};
constexpr Field kAuthFlow{"AuthFlow", text, true};
constexpr Field kAuthParameters{"AuthParameters", secret_map};
constexpr Field kChallengeName{"ChallengeName", text, true};
constexpr Field kChallengeResponses{"ChallengeResponses", secret_map};
constexpr Field kClientMetadata{"ClientMetadata", map};
constexpr Field kAnalyticsMetadata{"AnalyticsMetadata", json};
constexpr Field kUserContextData{"UserContextData", json};
constexpr Field kContextData{"ContextData", json};
constexpr Field kUserAttributes{"UserAttributes", json};
constexpr Field kValidationData{"ValidationData", json};
constexpr Field kForceAliasCreation{"ForceAliasCreation", boolean};

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
constexpr std::array kGetTokensFromRefreshToken{Field{"RefreshToken", secret, true}, kClientId, kClientSecret,
                                                Field{"DeviceKey"}, kClientMetadata};
constexpr std::array kRevokeToken{Field{"Token", secret, true}, kClientId, kClientSecret};
constexpr std::array kAccessTokenAlone{kAccessToken};
constexpr std::array kChangePassword{Field{"PreviousPassword", secret},
                                     Field{"ProposedPassword", secret, true}, kAccessToken};
constexpr std::array kSignUp{kClientId,          kSecretHash,      kUsername,
                             kPassword,          kUserAttributes,  kValidationData,
                             kAnalyticsMetadata, kUserContextData, kClientMetadata};
constexpr std::array kConfirmSignUp{kClientId,         kSecretHash,         kUsername,
                                    kConfirmationCode, kForceAliasCreation, kAnalyticsMetadata,
                                    kUserContextData,  kClientMetadata,     kSession};
constexpr std::array kForgotPassword{kClientId, kSecretHash,        kUserContextData,
                                     kUsername, kAnalyticsMetadata, kClientMetadata};
constexpr std::array kConfirmForgotPassword{kClientId,         kSecretHash,    kUsername,
                                            kConfirmationCode, kPassword,      kAnalyticsMetadata,
                                            kUserContextData,  kClientMetadata};
constexpr std::array kPoolAndUser{kUserPoolId, kUsername};
constexpr std::array kPoolUserAndMetadata{kUserPoolId, kUsername, kClientMetadata};
constexpr std::array kAdminSetUserPassword{kUserPoolId, kUsername, kPassword, Field{"Permanent", boolean}};
constexpr std::array kAdminCreateUser{kUserPoolId,
                                      kUsername,
                                      kUserAttributes,
                                      kValidationData,
                                      Field{"TemporaryPassword", secret},
                                      kForceAliasCreation,
                                      Field{"MessageAction"},
                                      Field{"DesiredDeliveryMediums", json},
                                      kClientMetadata};

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
    Operation{"SignUp", "sign-up", unsigned_request, never, ClientProof::secret_hash, kSignUp},
    Operation{"ConfirmSignUp", "confirm-sign-up", unsigned_request, never, ClientProof::secret_hash,
              kConfirmSignUp},
    Operation{"ResendConfirmationCode", "resend-confirmation-code", unsigned_request, never,
              ClientProof::secret_hash, kForgotPassword},
    Operation{"ForgotPassword", "forgot-password", unsigned_request, never, ClientProof::secret_hash,
              kForgotPassword},
    Operation{"ConfirmForgotPassword", "confirm-forgot-password", unsigned_request, never,
              ClientProof::secret_hash, kConfirmForgotPassword},
    Operation{"AdminSetUserPassword", "admin-set-user-password", sigv4, harmless, ClientProof::none,
              kAdminSetUserPassword},
    Operation{"AdminGetUser", "admin-get-user", sigv4, harmless, ClientProof::none, kPoolAndUser},
    Operation{"AdminCreateUser", "admin-create-user", sigv4, never, ClientProof::none, kAdminCreateUser},
    Operation{"AdminConfirmSignUp", "admin-confirm-sign-up", sigv4, never, ClientProof::none,
              kPoolUserAndMetadata},
    Operation{"AdminResetUserPassword", "admin-reset-user-password", sigv4, never, ClientProof::none,
              kPoolUserAndMetadata},
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
