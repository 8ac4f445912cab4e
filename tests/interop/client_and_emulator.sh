#!/usr/bin/env bash
# The client against an emulator that is not ours: client_and_emulator.sh CAUTH moto|cognito-local
# It starts the emulator on a free loopback port, with its state in a temporary folder, and signs in there.
set -euo pipefail

cauth=$1 emulator=$2
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
server=

clean_up() {
  if [ -n "$server" ]; then
    kill "$server" 2>/dev/null || true
    wait "$server" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap clean_up EXIT

skip() {
  echo "skipped: $*"
  exit 77
}

fail() {
  echo "failed: $*" >&2
  cat "$work/server.log" >&2
  exit 1
}

# What was asked for must succeed; a mistake shows the server's side too.
must() {
  "$@" || fail "$* (status $?)"
}

start_moto() {
  command -v moto_server >/dev/null || skip "no moto_server here"
  moto_server --help >/dev/null 2>&1 || skip "moto_server does not run here"
  port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
  (cd "$work" && exec moto_server -H 127.0.0.1 -p "$port") >"$work/server.log" 2>&1 &
  server=$!
}

start_cognito_local() {
  command -v node >/dev/null || skip "no node here"
  local program=$here/node_modules/.bin/cognito-local
  [ -e "$program" ] || skip "cognito-local is not installed (scripts/setup test installs it)"
  port=$(node -e 'const s = require("net").createServer().listen(0, "127.0.0.1", () => {
    console.log(s.address().port); s.close(); })')
  (cd "$work" && PORT=$port HOST=127.0.0.1 exec node "$program") >"$work/server.log" 2>&1 &
  server=$!
}

# What the client cannot do: making a pool and a client.
ask() {
  curl -sSf --retry 60 --retry-connrefused --retry-delay 1 "$endpoint/" -d "$2" \
    -H 'Content-Type: application/x-amz-json-1.1' -H "X-Amz-Target: AWSCognitoIdentityProviderService.$1" \
    -H 'Authorization: AWS4-HMAC-SHA256 Credential=x/20260101/us-east-1/cognito-idp/aws4_request, SignedHeaders=host, Signature=0'
}

# The text of one member, which stands in the answer once.
member() {
  sed -nE 's/.*"'"$1"'": ?"([^"]*)".*/\1/p'
}

unset "${!CAUTH_@}" "${!COGNITO_@}" "${!AWS_@}"
"start_${emulator//-/_}"
endpoint=http://127.0.0.1:$port
export CAUTH_STATE_DIR=$work/state CAUTH_CONFIG_DIR=$work/config CAUTH_CACHE_DIR=$work/cache
export CAUTH_ENDPOINT_URL=$endpoint CAUTH_REGION=us-east-1 CI=true
export AWS_ACCESS_KEY_ID=testing AWS_SECRET_ACCESS_KEY=testing

CAUTH_USER_POOL_ID=$(ask CreateUserPool '{"PoolName":"people","UsernameAttributes":["email"],
  "AutoVerifiedAttributes":["email"]}' | member Id)
export CAUTH_USER_POOL_ID
CAUTH_CLIENT_ID=$(ask CreateUserPoolClient '{"UserPoolId":"'"$CAUTH_USER_POOL_ID"'","ClientName":"app",
  "ExplicitAuthFlows":["ALLOW_USER_PASSWORD_AUTH","ALLOW_ADMIN_USER_PASSWORD_AUTH",
  "ALLOW_REFRESH_TOKEN_AUTH"]}' | member ClientId)
export CAUTH_CLIENT_ID
if [ -z "$CAUTH_USER_POOL_ID" ] || [ -z "$CAUTH_CLIENT_ID" ]; then fail "no pool or client was made"; fi

must "$cauth" admin-create-user --user-pool-id "$CAUTH_USER_POOL_ID" --username alice@example.com \
  --temporary-password 'Temporary-1!' --message-action SUPPRESS \
  --user-attributes Name=email,Value=alice@example.com >/dev/null

echo "a temporary password, and the new one"
CAUTH_PASSWORD='Temporary-1!' CAUTH_NEW_PASSWORD='Chosen-1!' must "$cauth" login --username alice@example.com
token=$("$cauth" token --token-use id) || fail "no token"
[[ $token == eyJ*.*.* ]] || fail "this is no token: $token"

echo "a token that its keys vouch for"
must "$cauth" verify --token-use id "$token" >/dev/null

echo "a password that an administrator set"
CAUTH_PASSWORD='Set-by-admin-1!' must "$cauth" admin set-password --username alice@example.com --permanent
CAUTH_PASSWORD='Set-by-admin-1!' must "$cauth" login --username alice@example.com

echo "the same, signed as an administrator"
CAUTH_PASSWORD='Set-by-admin-1!' must "$cauth" login --flow admin --username alice@example.com

# Of this sign-in: cognito-local forgets the refresh tokens that an answered challenge gave.
echo "a renewal"
must "$cauth" refresh

# moto takes any code; cognito-local knows no authenticators.
if [ "$emulator" = moto ]; then
  echo "an authenticator"
  must "$cauth" mfa setup --totp-secret-file "$work/totp"
  # Nobody has to wait for the next code here: moto does not mind one that was used.
  rm -rf "$work/state/totp"
  CAUTH_PASSWORD='Set-by-admin-1!' must "$cauth" login --flow password --username alice@example.com \
    --totp-secret-file "$work/totp"
  must "$cauth" mfa set totp off
fi

echo "a wrong password"
status=0
# By the password flow: moto takes any proof for SRP.
CAUTH_PASSWORD='Wrong-1!' "$cauth" login --flow password --username alice@example.com 2>"$work/stderr" || status=$?
[ "$status" = 3 ] || fail "status $status: $(cat "$work/stderr")"
if grep -q 'Wrong-1!' "$work/stderr"; then fail "the password was printed"; fi

# The code that was sent: cognito-local writes it into its log, moto takes any.
code() {
  local sent
  sent=$(sed -nE 's/.*Code: +([0-9]+).*/\1/p' "$work/server.log" | tail -n 1)
  echo "${sent:-123456}"
}

echo "a registration, its code, and who that is"
unset CAUTH_PASSWORD
CAUTH_PASSWORD='Chosen-1!' must "$cauth" signup --username zoe@example.com --attribute email=zoe@example.com
must "$cauth" confirm --username zoe@example.com --code "$(code)"
CAUTH_PASSWORD='Chosen-1!' must "$cauth" login --flow password --username zoe@example.com
[ "$("$cauth" whoami --query "UserAttributes[?Name=='email'].Value" --output text)" = zoe@example.com ] ||
  fail "whoami says something else"

echo "a changed password"
CAUTH_PASSWORD='Chosen-1!' CAUTH_NEW_PASSWORD='Changed-1!' must "$cauth" passwd --username zoe@example.com
CAUTH_PASSWORD='Changed-1!' must "$cauth" login --flow password --username zoe@example.com

echo "a forgotten password"
status=0
"$cauth" reset-password --username zoe@example.com 2>"$work/stderr" || status=$?
[ "$status" = 4 ] || fail "status $status: $(cat "$work/stderr")"
CAUTH_NEW_PASSWORD='Reset-1!' must "$cauth" reset-password --username zoe@example.com --code "$(code)"
CAUTH_PASSWORD='Reset-1!' must "$cauth" login --flow password --username zoe@example.com
