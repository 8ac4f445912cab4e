# bash completion for cauth                                -*- shell-script -*-
# Made from cauth's table of commands by the build target "docs": changes belong there.

# Sets spec (options, with "=" and what their value may be) and words (what else may follow).
_cauth_spec() {
  local globals='--profile=@profile --config-file=@file --region=@none --endpoint-url=@none -o=json,text,table --output=json,text,table --json --query=@none --no-input -v --verbose --show-secrets --no-color -h --help -V --version'
  spec=$globals
  words='@command'
  case $1 in
    '') ;;
    'login')
      spec='--username=@none --user-pool-id=@none --client-id=@none --web --redirect-uri=@none --domain=@none --paste --identity-provider=@none --prompt=login,none,select_account,consent --no-browser --timeout=@none --client-credentials --scope=@none --flow=auto,srp,password,admin,custom,custom-srp,user-auth,client-credentials --preferred-challenge=@none --if-needed --min-ttl=@none --password-stdin --password-file=@file --password=@none --new-password-stdin --new-password-file=@file --new-password=@none --totp-secret-stdin --totp-secret-file=@file --totp-secret=@none --attribute=@none --mfa=@none --answer=@none --answer-file=@none --answer-command=@none --client-metadata=@none --no-store --remember-device --no-remember-device --print=id,access'' '$globals
      words='@none'
      ;;
    'respond')
      spec='--login=@none --username=@none --response=@none --response-stdin=@none --response-file=@none --password-stdin --password-file=@file --password=@none --new-password-stdin --new-password-file=@file --new-password=@none --totp-secret-stdin --totp-secret-file=@file --totp-secret=@none --attribute=@none --mfa=@none --answer=@none --answer-file=@none --answer-command=@none --client-metadata=@none --no-store --remember-device --no-remember-device --print=id,access'' '$globals
      words='@none'
      ;;
    'token')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none --token-use=id,access,refresh --format=raw,header,json,env,export,github --auth-header=Bearer,raw --min-ttl=@none'' '$globals
      words='@none'
      ;;
    'refresh')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none --client-metadata=@none'' '$globals
      words='@none'
      ;;
    'status')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='@none'
      ;;
    'switch')
      spec='--scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='@none'
      ;;
    'logout')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none --all --global --local --web --logout-uri=@none --domain=@none --no-browser --timeout=@none'' '$globals
      words='@none'
      ;;
    'whoami')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='@none'
      ;;
    'signup')
      spec='--username=@none --user-pool-id=@none --client-id=@none --client-metadata=@none --password-stdin --password-file=@file --password=@none --no-password --attribute=@none'' '$globals
      words='@none'
      ;;
    'confirm')
      spec='--username=@none --user-pool-id=@none --client-id=@none --client-metadata=@none --code=@none --code-stdin --force-alias-creation'' '$globals
      words='@none'
      ;;
    'resend')
      spec='--username=@none --user-pool-id=@none --client-id=@none --client-metadata=@none'' '$globals
      words='@none'
      ;;
    'reset-password')
      spec='--username=@none --user-pool-id=@none --client-id=@none --client-metadata=@none --code=@none --code-stdin --new-password-stdin --new-password-file=@file --new-password=@none'' '$globals
      words='@none'
      ;;
    'devices')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='@none'
      ;;
    'devices forget')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='@none'
      ;;
    'devices remember')
      spec='--not --username=@none --scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='@none'
      ;;
    'mfa')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='@none'
      ;;
    'mfa setup')
      spec='--name=@none --totp-secret-file=@file --username=@none --scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='@none'
      ;;
    'mfa set')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='totp,sms,email'
      ;;
    'passkey register')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='@none'
      ;;
    'passkey list')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='@none'
      ;;
    'passkey delete')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none'' '$globals
      words='@none'
      ;;
    'passwd')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none --password-stdin --password-file=@file --password=@none --new-password-stdin --new-password-file=@file --new-password=@none'' '$globals
      words='@none'
      ;;
    'decode')
      spec='--diff --stream --field=@none --token-use=id,access --username=@none --scope=@none --user-pool-id=@none --client-id=@none --at=@none'' '$globals
      words='@none'
      ;;
    'verify')
      spec='--username=@none --user-pool-id=@none --client-id=@none --any-client --issuer=@none --as=apigw-rest,apigw-http,appsync,identity-pool --token-use=id,access --scope=@none --group=@none --leeway=@none --jwks=@file --jwks-uri=@none --offline --at=@none --stream --field=@none'' '$globals
      words='@none'
      ;;
    'explain')
      spec='--username=@none --user-pool-id=@none --client-id=@none --api=@none --response=@file --error=@none --live --offline --send --as=apigw-rest,apigw-http,appsync,identity-pool --scope=@none --group=@none --token-use=id,access,none --auth-header=Bearer,raw --header-name=@none --allow-http -H=@none --header=@none -k --insecure --cacert=@file --connect-timeout=@none -m=@none --max-time=@none'' '$globals
      words='@none'
      ;;
    'secret-hash')
      spec='--username=@none --client-id=@none --client-secret-stdin --client-secret-file=@file --client-secret=@none'' '$globals
      words='@none'
      ;;
    'totp')
      spec='--secret-stdin --secret-file=@file --secret=@none'' '$globals
      words='@none'
      ;;
    'admin set-password')
      spec='--user-pool-id=@none --aws-profile=@none --username=@none --password-stdin --password-file=@file --password=@none --permanent'' '$globals
      words='@none'
      ;;
    'call')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none --min-ttl=@none --api=@none --url=@none -X=@none --request=@none -H=@none --header=@none -d=@none --data=@none --data-ascii=@none --data-raw=@none --data-binary=@none --data-urlencode=@none --json=@none -G --get --url-query=@none -F=@none --form=@none --form-string=@none --form-escape -T=@file --upload-file=@file -I --head -u=@none --user=@none -A=@none --user-agent=@none -e=@none --referer=@none -b=@none --cookie=@none -c=@file --cookie-jar=@file -j --junk-session-cookies -g --globoff --etag-compare=@file --etag-save=@file -o=@file --output=@file -O --remote-name --remote-name-all -J --remote-header-name --output-dir=@file --create-dirs --create-file-mode=@none --no-clobber --remove-on-error -R --remote-time --xattr -C=@none --continue-at=@none -i --include -D=@file --dump-header=@file -w=@none --write-out=@none -f --fail --fail-with-body -s --silent -S --show-error -# --progress-bar --no-progress-meter -N --no-buffer --styled-output --stderr=@file --trace-ascii=@file --trace=@file --trace-time -L --location --location-trusted --max-redirs=@none --post301 --post302 --post303 --proto-redir=@none -m=@none --max-time=@none --connect-timeout=@none --retry=@none --retry-delay=@none --retry-max-time=@none --retry-all-errors --retry-connrefused --rate=@none -: --next -Z --parallel --parallel-max=@none --parallel-immediate --fail-early -K=@file --config=@file -q --disable -k --insecure --cacert=@file --capath=@file --token-use=id,access,none --auth-header=Bearer,raw --header-name=@none --no-renew --allow-http --explain --error-format=text,json --expect-status=@none --expect-header=@none --expect-json=@none --expect-body-contains=@none --expect-time=@none --until=@none --until-interval=@none --report-junit=@file --report-tap=@file --test-name=@none --suite=@none -0 --http1.0 --http1.1 --http2 --http2-prior-knowledge --http3 --http3-only --http0.9 --proto=@none --compressed --tr-encoding --raw -r=@none --range=@none -z=@none --time-cond=@none --path-as-is --request-target=@none --ignore-content-length --expect100-timeout=@none --disallow-username-in-url --crlf --max-filesize=@none -Y=@none --speed-limit=@none -y=@none --speed-time=@none --limit-rate=@none -4 --ipv4 -6 --ipv6 --resolve=@none --connect-to=@none --unix-socket=@file --abstract-unix-socket=@none --interface=@none --local-port=@none --dns-interface=@none --dns-ipv4-addr=@none --dns-ipv6-addr=@none --dns-servers=@none --doh-url=@none --doh-insecure --happy-eyeballs-timeout-ms=@none --keepalive-time=@none --no-keepalive --tcp-nodelay --tcp-fastopen --haproxy-protocol --alt-svc=@file --hsts=@file -1 --tlsv1 --tlsv1.0 --tlsv1.1 --tlsv1.2 --tlsv1.3 --tls-max=@none --ciphers=@none --tls13-ciphers=@none --curves=@none -E=@file --cert=@file --cert-type=@none --key=@file --key-type=@none --pass=@none --crlfile=@file --pinnedpubkey=@none --cert-status --no-alpn --no-sessionid --false-start --ssl-allow-beast --basic --digest --ntlm --negotiate --anyauth --oauth2-bearer=@none --aws-sigv4=@none -n --netrc --netrc-optional --netrc-file=@file -x=@none --proxy=@none --preproxy=@none --socks4=@none --socks4a=@none --socks5=@none --socks5-hostname=@none -U=@none --proxy-user=@none --noproxy=@none -p --proxytunnel --proxy-header=@none --suppress-connect-headers --proxy-basic --proxy-digest --proxy-ntlm --proxy-negotiate --proxy-anyauth --proxy-cacert=@file --proxy-capath=@file --proxy-insecure --proxy-cert=@file --proxy-cert-type=@none --proxy-key=@file --proxy-key-type=@none --proxy-pass=@none --proxy-ciphers=@none --proxy-tls13-ciphers=@none --proxy-crlfile=@file --proxy-pinnedpubkey=@none --proxy-tlsv1'' ''--profile=@profile --config-file=@file --region=@none --endpoint-url=@none --query=@none --no-input -v --verbose --show-secrets --no-color -h --help -V --version'
      words='@none'
      ;;
    'curl')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none --token-use=id,access,none --auth-header=Bearer,raw --header-name=@none --allow-http --origin=@none --min-ttl=@none --pass-env'' '$globals
      words='@none'
      ;;
    'graphql')
      spec='--variable=@none --variables=@file --operation-name=@none --username=@none --scope=@none --user-pool-id=@none --client-id=@none --api=@none --token-use=id,access,none --auth-header=Bearer,raw --header-name=@none --allow-http -H=@none --header=@none -k --insecure --cacert=@file --connect-timeout=@none -m=@none --max-time=@none --no-renew'' '$globals
      words='@none'
      ;;
    'probe')
      spec='--as=apigw-rest,apigw-http,appsync,alb,own --refused-status=@none --graphql --graphql-query=@none --strict --rate=@none --other-profile=@profile --requires-scope=@none --requires-group=@none --expired-token-stdin --expired-token-file=@file --expired-token=@none --username=@none --scope=@none --user-pool-id=@none --client-id=@none --api=@none --token-use=id,access --auth-header=Bearer,raw --header-name=@none --allow-http -X=@none --request=@none -H=@none --header=@none -d=@none --data=@none --data-raw=@none --data-binary=@none -k --insecure --cacert=@file --capath=@file --resolve=@none --connect-to=@none -x=@none --proxy=@none --connect-timeout=@none -m=@none --max-time=@none --report-junit=@file --report-tap=@file --suite=@none'' '$globals
      words='@none'
      ;;
    'exec')
      spec='--username=@none --scope=@none --user-pool-id=@none --client-id=@none --env=@none --token-use=id,access --auth-header=Bearer,raw --min-ttl=@none --pass-env'' '$globals
      words='@none'
      ;;
    'proxy')
      spec='--port=@none --socket=@file --cors=@none --pass-env --username=@none --scope=@none --user-pool-id=@none --client-id=@none --api=@none --token-use=id,access --auth-header=Bearer,raw --header-name=@none --allow-http -H=@none --header=@none -k --insecure --cacert=@file --connect-timeout=@none -m=@none --max-time=@none --no-renew'' '$globals
      words='@none'
      ;;
    'configure')
      spec='--user-pool-id=@none --client-id=@none --username=@none --api=@none --token-use=id,access --auth-header=Bearer,raw --identity-pool-id=@none --domain=@none --aws-profile=@none --ca-bundle=@file --client-secret-from=@none --client-secret-stdin'' '$globals
      words='@none'
      ;;
    'configure list')
      spec=''' '$globals
      words='@none'
      ;;
    'configure get')
      spec=''' '$globals
      words='@none'
      ;;
    'configure set')
      spec=''' '$globals
      words='@none'
      ;;
    'doctor')
      spec='--username=@none --user-pool-id=@none --client-id=@none --offline'' '$globals
      words='@none'
      ;;
    'help')
      spec=''' '$globals
      words='@command'
      ;;
    'version')
      spec=''' '$globals
      words='@none'
      ;;
    'sandbox')
      spec='--port=@none --bind=@none --seed=@file --public-url=@none --issuer=@none --print-env --print-seed --pass-env'' '$globals
      words='@none'
      ;;
    'completion')
      spec=''' '$globals
      words='bash,zsh,fish,profiles'
      ;;
    'initiate-auth')
      spec='--auth-flow=@none --auth-parameters=@none --client-metadata=@none --client-id=@none --analytics-metadata=@none --user-context-data=@none --session=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'respond-to-auth-challenge')
      spec='--client-id=@none --challenge-name=@none --session=@none --challenge-responses=@none --analytics-metadata=@none --user-context-data=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-initiate-auth')
      spec='--user-pool-id=@none --client-id=@none --auth-flow=@none --auth-parameters=@none --client-metadata=@none --analytics-metadata=@none --context-data=@none --session=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-respond-to-auth-challenge')
      spec='--user-pool-id=@none --client-id=@none --challenge-name=@none --challenge-responses=@none --session=@none --analytics-metadata=@none --context-data=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'get-tokens-from-refresh-token')
      spec='--refresh-token=@none --client-id=@none --client-secret=@none --device-key=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'revoke-token')
      spec='--token=@none --client-id=@none --client-secret=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'global-sign-out')
      spec='--access-token=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'change-password')
      spec='--previous-password=@none --proposed-password=@none --access-token=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'get-user')
      spec='--access-token=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'associate-software-token')
      spec='--access-token=@none --session=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'verify-software-token')
      spec='--access-token=@none --session=@none --user-code=@none --friendly-device-name=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'set-user-mfa-preference')
      spec='--sms-mfa-settings=@none --software-token-mfa-settings=@none --email-mfa-settings=@none --access-token=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'get-user-auth-factors')
      spec='--access-token=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'start-web-authn-registration')
      spec='--access-token=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'complete-web-authn-registration')
      spec='--access-token=@none --credential=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'list-web-authn-credentials')
      spec='--access-token=@none --next-token=@none --max-results=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'delete-web-authn-credential')
      spec='--access-token=@none --credential-id=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'sign-up')
      spec='--client-id=@none --secret-hash=@none --username=@none --password=@none --user-attributes=@none --validation-data=@none --analytics-metadata=@none --user-context-data=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'confirm-sign-up')
      spec='--client-id=@none --secret-hash=@none --username=@none --confirmation-code=@none --force-alias-creation --no-force-alias-creation --analytics-metadata=@none --user-context-data=@none --client-metadata=@none --session=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'resend-confirmation-code')
      spec='--client-id=@none --secret-hash=@none --user-context-data=@none --username=@none --analytics-metadata=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'forgot-password')
      spec='--client-id=@none --secret-hash=@none --user-context-data=@none --username=@none --analytics-metadata=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'confirm-forgot-password')
      spec='--client-id=@none --secret-hash=@none --username=@none --confirmation-code=@none --password=@none --analytics-metadata=@none --user-context-data=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'update-user-attributes')
      spec='--user-attributes=@none --access-token=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'delete-user-attributes')
      spec='--user-attribute-names=@none --access-token=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'get-user-attribute-verification-code')
      spec='--access-token=@none --attribute-name=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'verify-user-attribute')
      spec='--access-token=@none --attribute-name=@none --code=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'delete-user')
      spec='--access-token=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'confirm-device')
      spec='--access-token=@none --device-key=@none --device-secret-verifier-config=@none --device-name=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'list-devices')
      spec='--access-token=@none --limit=@none --pagination-token=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'get-device')
      spec='--device-key=@none --access-token=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'forget-device')
      spec='--device-key=@none --access-token=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'update-device-status')
      spec='--access-token=@none --device-key=@none --device-remembered-status=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-set-user-password')
      spec='--user-pool-id=@none --username=@none --password=@none --permanent --no-permanent --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-get-user')
      spec='--user-pool-id=@none --username=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-create-user')
      spec='--user-pool-id=@none --username=@none --user-attributes=@none --validation-data=@none --temporary-password=@none --force-alias-creation --no-force-alias-creation --message-action=@none --desired-delivery-mediums=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-confirm-sign-up')
      spec='--user-pool-id=@none --username=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-reset-user-password')
      spec='--user-pool-id=@none --username=@none --client-metadata=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-set-user-mfa-preference')
      spec='--sms-mfa-settings=@none --software-token-mfa-settings=@none --email-mfa-settings=@none --username=@none --user-pool-id=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-user-global-sign-out')
      spec='--user-pool-id=@none --username=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-enable-user')
      spec='--user-pool-id=@none --username=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-disable-user')
      spec='--user-pool-id=@none --username=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    'admin-delete-user')
      spec='--user-pool-id=@none --username=@none --cli-input-json=@none'' '$globals
      words='@none'
      ;;
    *) words='@none' ;;
  esac
}

_cauth_second_words() {
  case $1 in
    admin) printf '%s' 'set-password' ;;
    cognito-idp) printf '%s' 'initiate-auth respond-to-auth-challenge admin-initiate-auth admin-respond-to-auth-challenge get-tokens-from-refresh-token revoke-token global-sign-out change-password get-user associate-software-token verify-software-token set-user-mfa-preference get-user-auth-factors start-web-authn-registration complete-web-authn-registration list-web-authn-credentials delete-web-authn-credential sign-up confirm-sign-up resend-confirmation-code forgot-password confirm-forgot-password update-user-attributes delete-user-attributes get-user-attribute-verification-code verify-user-attribute delete-user confirm-device list-devices get-device forget-device update-device-status admin-set-user-password admin-get-user admin-create-user admin-confirm-sign-up admin-reset-user-password admin-set-user-mfa-preference admin-user-global-sign-out admin-enable-user admin-disable-user admin-delete-user' ;;
    configure) printf '%s' 'list get set' ;;
    devices) printf '%s' 'forget remember' ;;
    mfa) printf '%s' 'setup set' ;;
    passkey) printf '%s' 'register list delete' ;;
  esac
}

# What may be the value of option $1; fails where it takes none.
_cauth_value_of() {
  local entry
  for entry in $spec; do
    if [[ $entry == "$1="* ]]; then
      value=${entry#*=}
      return 0
    fi
  done
  return 1
}

_cauth_offer() {
  local reply
  while IFS= read -r reply; do COMPREPLY+=("$reply"); done < <(compgen "$@" -- "$current")
}

_cauth_offer_values() {
  case $1 in
    @none) ;;
    @file) compopt -o filenames 2>/dev/null; _cauth_offer -f ;;
    @folder) compopt -o filenames 2>/dev/null; _cauth_offer -d ;;
    @profile) _cauth_offer -W "$(cauth completion profiles 2>/dev/null)" ;;
    @command) _cauth_offer -W 'login respond token refresh status switch logout whoami signup confirm resend reset-password devices mfa passkey passwd decode verify explain secret-hash totp admin call curl graphql probe exec proxy configure doctor help version sandbox completion initiate-auth respond-to-auth-challenge admin-initiate-auth admin-respond-to-auth-challenge get-tokens-from-refresh-token revoke-token global-sign-out change-password get-user associate-software-token verify-software-token set-user-mfa-preference get-user-auth-factors start-web-authn-registration complete-web-authn-registration list-web-authn-credentials delete-web-authn-credential sign-up confirm-sign-up resend-confirmation-code forgot-password confirm-forgot-password update-user-attributes delete-user-attributes get-user-attribute-verification-code verify-user-attribute delete-user confirm-device list-devices get-device forget-device update-device-status admin-set-user-password admin-get-user admin-create-user admin-confirm-sign-up admin-reset-user-password admin-set-user-mfa-preference admin-user-global-sign-out admin-enable-user admin-disable-user admin-delete-user cognito-idp' ;;
    *) _cauth_offer -W "${1//,/ }" ;;
  esac
}

_cauth() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command='' spec words value word second at
  COMPREPLY=()
  _cauth_spec ''
  for ((at = 1; at < COMP_CWORD; at++)); do
    word=${COMP_WORDS[at]}
    if [[ $word == -- ]]; then
      compopt -o default 2>/dev/null
      return
    elif [[ $word == -* ]]; then
      if _cauth_value_of "$word"; then
        ((at++))
        [[ ${COMP_WORDS[at]} == '=' ]] && ((at++))
      fi
    elif [[ -z $command ]]; then
      command=$word
      _cauth_spec "$command"
    else
      second=" $(_cauth_second_words "$command") "
      if [[ $second == *" $word "* ]]; then
        command="$command $word"
        _cauth_spec "${command#cognito-idp }"
      fi
    fi
  done

  # bash makes a word of its own of the "=" in --option=value.
  if [[ $current == '=' ]]; then
    current=''
  elif [[ $previous == '=' ]]; then
    previous=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if _cauth_value_of "$previous"; then
    _cauth_offer_values "$value"
  elif [[ $current == -* ]]; then
    for word in $spec; do _cauth_offer -W "${word%%=*}"; done
  else
    [[ -n $command ]] && _cauth_offer -W "$(_cauth_second_words "$command")"
    _cauth_offer_values "$words"
  fi
}

complete -F _cauth cauth
