#!/usr/bin/env bash
# The sandbox, used through the AWS CLI as scripts do. Run inside `cauth sandbox --`.
set -euo pipefail

if ! command -v aws >/dev/null; then
  echo "skipped: no AWS CLI here"
  exit 77
fi
# The variable that names the sandbox is known to the AWS CLI from 2.13 and 1.29 on.
endpoint=(--endpoint-url "$CAUTH_SANDBOX_URL")

fail() {
  echo "failed: $*" >&2
  exit 1
}

session=$(aws "${endpoint[@]}" cognito-idp initiate-auth --auth-flow USER_PASSWORD_AUTH \
  --client-id "$CAUTH_CLIENT_ID" --auth-parameters 'USERNAME=newbie,PASSWORD=Temporary-1!' \
  --query Session --output text)
token=$(aws "${endpoint[@]}" cognito-idp respond-to-auth-challenge --client-id "$CAUTH_CLIENT_ID" \
  --challenge-name NEW_PASSWORD_REQUIRED --session "$session" \
  --challenge-responses 'USERNAME=newbie,NEW_PASSWORD=Sandbox-2!' \
  --query AuthenticationResult.IdToken --output text)

answer=$(curl -sS -H "Authorization: Bearer $token" "$CAUTH_API/hello")
[ "$answer" = "Hello from Lambda!" ] || fail "the API answered: $answer"
status=$(curl -sS -o /dev/null -w '%{http_code}' "$CAUTH_API/hello")
[ "$status" = 401 ] || fail "without a token the status was $status"

aws "${endpoint[@]}" cognito-idp admin-set-user-password --user-pool-id "$CAUTH_USER_POOL_ID" \
  --username alice --password 'Sandbox-4!' --permanent
state=$(aws "${endpoint[@]}" cognito-idp admin-get-user --user-pool-id "$CAUTH_USER_POOL_ID" \
  --username alice --query UserStatus --output text)
[ "$state" = CONFIRMED ] || fail "alice is $state"

if error=$(aws "${endpoint[@]}" cognito-idp admin-get-user --user-pool-id "$CAUTH_USER_POOL_ID" \
  --username nobody 2>&1); then
  fail "a user that does not exist was found"
fi
case $error in
  *'An error occurred (UserNotFoundException) when calling the AdminGetUser operation: User does not exist.'*) ;;
  *) fail "the error was: $error" ;;
esac
