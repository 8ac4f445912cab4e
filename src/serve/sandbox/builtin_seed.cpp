#include "serve/sandbox/seed.hpp"

namespace cauth::serve::sandbox {

std::string_view builtin_seed() {
  return R"json({
  "pools": [
    {
      "id": "us-east-1_Sandbox01",
      "required_attributes": ["email"],
      "alias_attributes": ["email"],
      "resource_servers": [{ "identifier": "orders", "scopes": ["read", "write"] }],
      "auto_verified_attributes": ["email"],
      "first_factors": ["PASSWORD", "EMAIL_OTP", "SMS_OTP", "WEB_AUTHN"],
      "clients": [
        { "id": "5sandboxpublicclient0demo1", "name": "public",
          "callback_urls": ["http://localhost:8484/callback"], "logout_urls": ["http://localhost:8484/logout"],
          "oauth_flows": ["code"],
          "oauth_scopes": ["openid", "email", "profile", "aws.cognito.signin.user.admin", "orders/read"] },
        { "id": "6sandboxsecretclient0demo2", "name": "with-secret",
          "secret": "1sandboxsecret0notarealone0anywhere0just0for0trying",
          "callback_urls": ["http://localhost:8484/callback"], "oauth_flows": ["code"],
          "oauth_scopes": ["openid", "email", "profile", "aws.cognito.signin.user.admin"] },
        { "id": "3sandboxmachine0client0006", "name": "machine", "flows": ["REFRESH_TOKEN_AUTH"],
          "secret": "2sandboxsecret0of0a0machine0opens0nothing0anywhere0",
          "oauth_flows": ["client_credentials"], "oauth_scopes": ["orders/read", "orders/write"] },
        { "id": "7sandboxshortlived0client3", "name": "short-lived",
          "id_token_validity": "2s", "access_token_validity": "2s" },
        { "id": "8sandboxrotating00client04", "name": "rotating",
          "callback_urls": ["http://localhost:8484/callback"], "oauth_flows": ["code"],
          "oauth_scopes": ["openid", "email"], "rotation_grace": "0s" },
        { "id": "9sandboxsrponly00client005", "name": "srp-only",
          "flows": ["USER_SRP_AUTH", "REFRESH_TOKEN_AUTH"] },
        { "id": "0sandboxpasswordonlyclient", "name": "password-only",
          "flows": ["USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH"] },
        { "id": "2sandboxchoiceonly0client7", "name": "choice-only",
          "flows": ["USER_AUTH", "REFRESH_TOKEN_AUTH"] },
        { "id": "4sandboxotherapp0client008", "name": "other-app", "in_audience": false }
      ],
      "users": [
        { "username": "alice", "password": "Sandbox-1!", "groups": ["readers", "writers"],
          "attributes": { "email": "alice@example.com", "email_verified": "true", "name": "Alice" } },
        { "username": "newbie", "password": "Temporary-1!", "status": "FORCE_CHANGE_PASSWORD",
          "attributes": { "email": "newbie@example.com", "email_verified": "true" } },
        { "username": "nora", "password": "Temporary-1!", "status": "FORCE_CHANGE_PASSWORD" },
        { "username": "mia", "password": "Sandbox-1!", "sms_mfa": true, "sms_code": "123456",
          "attributes": { "email": "mia@example.com", "phone_number": "+15550100123" } },
        { "username": "erin", "password": "Sandbox-1!", "email_mfa": true, "email_code": "123456",
          "attributes": { "email": "erin@example.com" } },
        { "username": "sam", "password": "Sandbox-1!", "sms_mfa": true, "sms_code": "123456",
          "email_mfa": true, "email_code": "654321",
          "attributes": { "email": "sam@example.com", "phone_number": "+15550100125" } },
        { "username": "otto", "sms_code": "123456", "email_code": "654321",
          "attributes": { "email": "otto@example.com", "phone_number": "+15550100126" } },
        { "username": "quinn", "password": "Sandbox-1!", "attributes": { "email": "quinn@example.com" },
          "custom_challenge": { "parameters": { "question": "What is six times seven?" }, "answer": "42" } },
        { "username": "tess", "password": "Sandbox-1!", "attributes": { "email": "tess@example.com" },
          "totp_secret": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP" },
        { "username": "seth", "password": "Sandbox-1!", "attributes": { "email": "seth@example.com" },
          "must_set_up_mfa": true },
        { "username": "uma", "password": "Sandbox-1!", "status": "UNCONFIRMED",
          "attributes": { "email": "uma@example.com" } },
        { "username": "rita", "password": "Sandbox-1!", "status": "RESET_REQUIRED",
          "attributes": { "email": "rita@example.com", "email_verified": "true" } },
        { "username": "dave", "password": "Sandbox-1!", "enabled": false,
          "attributes": { "email": "dave@example.com" } }
      ]
    },
    {
      "id": "us-east-1_Devices01",
      "remember_devices": "always",
      "clients": [
        { "id": "1sandboxdevices00client06", "name": "devices" }
      ],
      "users": [
        { "username": "dora", "password": "Sandbox-1!", "sms_mfa": true, "sms_code": "123456",
          "attributes": { "phone_number": "+15550100124" } }
      ]
    }
  ]
}
)json";
}

}  // namespace cauth::serve::sandbox
