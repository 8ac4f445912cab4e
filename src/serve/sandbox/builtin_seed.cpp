#include "serve/sandbox/seed.hpp"

namespace cauth::serve::sandbox {

std::string_view builtin_seed() {
  return R"json({
  "pools": [
    {
      "id": "us-east-1_Sandbox01",
      "required_attributes": ["email"],
      "alias_attributes": ["email"],
      "clients": [
        { "id": "5sandboxpublicclient0demo1", "name": "public" },
        { "id": "6sandboxsecretclient0demo2", "name": "with-secret",
          "secret": "1sandboxsecret0notarealone0anywhere0just0for0trying" },
        { "id": "7sandboxshortlived0client3", "name": "short-lived",
          "id_token_validity": "2s", "access_token_validity": "2s" },
        { "id": "8sandboxrotating00client04", "name": "rotating",
          "rotation_grace": "0s" },
        { "id": "9sandboxsrponly00client005", "name": "srp-only",
          "flows": ["USER_SRP_AUTH", "REFRESH_TOKEN_AUTH"] },
        { "id": "0sandboxpasswordonlyclient", "name": "password-only",
          "flows": ["USER_PASSWORD_AUTH", "REFRESH_TOKEN_AUTH"] }
      ],
      "users": [
        { "username": "alice", "password": "Sandbox-1!", "groups": ["readers", "writers"],
          "attributes": { "email": "alice@example.com", "email_verified": "true", "name": "Alice" } },
        { "username": "newbie", "password": "Temporary-1!", "status": "FORCE_CHANGE_PASSWORD",
          "attributes": { "email": "newbie@example.com", "email_verified": "true" } },
        { "username": "nora", "password": "Temporary-1!", "status": "FORCE_CHANGE_PASSWORD" },
        { "username": "mia", "password": "Sandbox-1!", "sms_mfa": true, "sms_code": "123456",
          "attributes": { "email": "mia@example.com", "phone_number": "+15550100123" } },
        { "username": "quinn", "password": "Sandbox-1!", "attributes": { "email": "quinn@example.com" },
          "custom_challenge": { "parameters": { "question": "What is six times seven?" }, "answer": "42" } },
        { "username": "uma", "password": "Sandbox-1!", "status": "UNCONFIRMED",
          "attributes": { "email": "uma@example.com" } },
        { "username": "rita", "password": "Sandbox-1!", "status": "RESET_REQUIRED",
          "attributes": { "email": "rita@example.com" } },
        { "username": "dave", "password": "Sandbox-1!", "enabled": false,
          "attributes": { "email": "dave@example.com" } }
      ]
    }
  ]
}
)json";
}

}  // namespace cauth::serve::sandbox
