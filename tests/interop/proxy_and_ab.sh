#!/usr/bin/env bash
# ApacheBench, which knows nothing of tokens, through `cauth proxy`: proxy_and_ab.sh CAUTH, inside a sandbox.
set -euo pipefail
cauth=$1
command -v ab >/dev/null || { echo "skipped: no ab here"; exit 77; }
export CAUTH_PASSWORD=Sandbox-1!
"$cauth" login --username alice
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo '{"a":1}' >"$work/body"

# check WHAT AB-ARGUMENTS…: all of them were answered, and well.
check() {
  local what=$1
  shift
  # shellcheck disable=SC2016  # the proxy's command expands it
  "$cauth" proxy "$CAUTH_SANDBOX_URL" -- sh -c 'path=$1; shift; ab -q "$@" "$CAUTH_PROXY_URL$path"' sh "$@" >"$work/report"
  if grep -q '^Complete requests: *300$' "$work/report" && grep -q '^Failed requests: *0$' "$work/report" &&
    ! grep -q '^Non-2xx' "$work/report"; then
    echo "ok: $what"
  else
    echo "FAILED: $what"
    cat "$work/report"
    exit 1
  fi
}

check 'connections of their own' /rest/hello -n 300 -c 20
check 'connections that are kept' /rest/hello -n 300 -c 20 -k
check 'bodies' /echo -n 300 -c 10 -k -p "$work/body" -T application/json -l
