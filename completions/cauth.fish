# fish completion for cauth
# Made from cauth's table of commands by the build target "docs": changes belong there.

function __cauth_commands
    string split ' ' 'token refresh status switch logout decode verify secret-hash configure help version sandbox completion'
end

# Is this the command before the cursor? Options and their values are passed over.
function __cauth_at --argument-names wanted
    set -l words (commandline -opc)
    set -l command ''
    set -l is_value 0
    for word in $words[2..-1]
        if test $is_value = 1
            set is_value 0
        else if string match -q -- '-*' $word
            contains -- $word --profile --config-file --region --endpoint-url -o --output --query
            and set is_value 1
        else if test -z "$command"
            set command $word
        else if contains -- $command configure
            and not string match -q -- '* *' $command
            set command "$command $word"
        end
    end
    test "$command" = "$wanted"
end

complete -c cauth -f
complete -c cauth -n '__cauth_at ""' -a token -d 'print a valid token, renewed first where need be'
complete -c cauth -n '__cauth_at ""' -a refresh -d 'renew the session'\''s tokens now'
complete -c cauth -n '__cauth_at ""' -a status -d 'show which sessions there are and how long they last'
complete -c cauth -n '__cauth_at ""' -a switch -d 'choose the session that commands use'
complete -c cauth -n '__cauth_at ""' -a logout -d 'revoke a session and forget it'
complete -c cauth -n '__cauth_at ""' -a decode -d 'show what a token says, without checking it'
complete -c cauth -n '__cauth_at ""' -a verify -d 'check a token'\''s signature and claims'
complete -c cauth -n '__cauth_at ""' -a secret-hash -d 'compute the SECRET_HASH of a user for an app client with a secret'
complete -c cauth -n '__cauth_at ""' -a configure -d 'write a profile, by questions or from options'
complete -c cauth -n '__cauth_at ""' -a help -d 'show what cauth can do, or how one command is used'
complete -c cauth -n '__cauth_at ""' -a version -d 'print the version'
complete -c cauth -n '__cauth_at ""' -a sandbox -d 'run a Cognito user pool and protected APIs on this machine'
complete -c cauth -n '__cauth_at ""' -a completion -d 'print the completion script for a shell'
complete -c cauth -n '__cauth_at "configure"' -a list -d 'show each setting and where it comes from'
complete -c cauth -n '__cauth_at "configure"' -a get -d 'print one setting'
complete -c cauth -n '__cauth_at "configure"' -a set -d 'change one setting of a profile'
complete -c cauth -l profile -x -a '(cauth completion profiles 2>/dev/null)' -d 'profile of the config file to take settings from (default: default)'
complete -c cauth -l config-file -r -F -d 'config file to read instead of ~/.config/cauth/config.toml'
complete -c cauth -l region -x -d 'AWS region (default: that of the user pool id)'
complete -c cauth -l endpoint-url -x -d 'where Cognito is, for emulators and the sandbox'
complete -c cauth -s o -l output -x -a 'json text table' -d 'how results and errors are printed'
complete -c cauth -l json -d 'short for --output json'
complete -c cauth -l query -x -d 'print only this part of the result, as in the AWS CLI'
complete -c cauth -l no-input -d 'never ask: end with status 4 where an answer is needed'
complete -c cauth -s v -l verbose -d 'show requests and answers on stderr, secrets left out'
complete -c cauth -l show-secrets -d 'let --verbose show secrets too'
complete -c cauth -l no-color -d 'no colour, whatever the terminal can do'
complete -c cauth -s h -l help -d 'show how this is used'
complete -c cauth -s V -l version -d 'print the version'
complete -c cauth -n '__cauth_at "token"' -l username -x -d 'user to sign in as, and whose session to use'
complete -c cauth -n '__cauth_at "token"' -l user-pool-id -x -d 'user pool, such as eu-west-1_AbCdEfGhI'
complete -c cauth -n '__cauth_at "token"' -l client-id -x -d 'app client of the user pool'
complete -c cauth -n '__cauth_at "token"' -l token-use -x -a 'id access refresh' -d 'which token (default: the setting token_use, else the ID token)'
complete -c cauth -n '__cauth_at "token"' -l format -x -a 'raw header json env export github' -d 'how it is printed (default: raw)'
complete -c cauth -n '__cauth_at "token"' -l auth-header -x -a 'Bearer raw' -d 'how the token stands in the Authorization header (default: Bearer)'
complete -c cauth -n '__cauth_at "token"' -l min-ttl -x -d 'how long it must still live, such as 5m (default: 60s)'
complete -c cauth -n '__cauth_at "refresh"' -l username -x -d 'user to sign in as, and whose session to use'
complete -c cauth -n '__cauth_at "refresh"' -l user-pool-id -x -d 'user pool, such as eu-west-1_AbCdEfGhI'
complete -c cauth -n '__cauth_at "refresh"' -l client-id -x -d 'app client of the user pool'
complete -c cauth -n '__cauth_at "status"' -l username -x -d 'user to sign in as, and whose session to use'
complete -c cauth -n '__cauth_at "status"' -l user-pool-id -x -d 'user pool, such as eu-west-1_AbCdEfGhI'
complete -c cauth -n '__cauth_at "status"' -l client-id -x -d 'app client of the user pool'
complete -c cauth -n '__cauth_at "switch"' -l user-pool-id -x -d 'user pool, such as eu-west-1_AbCdEfGhI'
complete -c cauth -n '__cauth_at "switch"' -l client-id -x -d 'app client of the user pool'
complete -c cauth -n '__cauth_at "logout"' -l username -x -d 'user to sign in as, and whose session to use'
complete -c cauth -n '__cauth_at "logout"' -l user-pool-id -x -d 'user pool, such as eu-west-1_AbCdEfGhI'
complete -c cauth -n '__cauth_at "logout"' -l client-id -x -d 'app client of the user pool'
complete -c cauth -n '__cauth_at "logout"' -l all -d 'every session of the profile'\''s pool and client, or of the profile'
complete -c cauth -n '__cauth_at "logout"' -l global -d 'sign the user out on every device (GlobalSignOut)'
complete -c cauth -n '__cauth_at "logout"' -l local -d 'forget the session here, without a word to Cognito'
complete -c cauth -n '__cauth_at "decode"' -l at -x -d 'tell the time that is left as of this moment'
complete -c cauth -n '__cauth_at "verify"' -l user-pool-id -x -d 'user pool, such as eu-west-1_AbCdEfGhI'
complete -c cauth -n '__cauth_at "verify"' -l client-id -x -d 'app client of the user pool'
complete -c cauth -n '__cauth_at "verify"' -l any-client -d 'accept tokens of every app client of the pool'
complete -c cauth -n '__cauth_at "verify"' -l issuer -x -d 'accept this issuer alone (default: the pool'\''s two)'
complete -c cauth -n '__cauth_at "verify"' -l token-use -x -a 'id access' -d 'accept this kind of token alone'
complete -c cauth -n '__cauth_at "verify"' -l scope -x -d 'want this scope, or one of several'
complete -c cauth -n '__cauth_at "verify"' -l group -x -d 'want this group, or one of several'
complete -c cauth -n '__cauth_at "verify"' -l leeway -x -d 'how far the clocks may differ (default: 0s)'
complete -c cauth -n '__cauth_at "verify"' -l at -x -d 'judge as of this moment'
complete -c cauth -n '__cauth_at "verify"' -l jwks -r -F -d 'take the keys from a JWK set instead of the pool'
complete -c cauth -n '__cauth_at "secret-hash"' -l username -x -d 'user to sign in as, and whose session to use'
complete -c cauth -n '__cauth_at "secret-hash"' -l client-id -x -d 'app client of the user pool'
complete -c cauth -n '__cauth_at "secret-hash"' -l client-secret-stdin -d 'read the client secret from standard input'
complete -c cauth -n '__cauth_at "secret-hash"' -l client-secret-file -r -F -d 'read the client secret from a file'
complete -c cauth -n '__cauth_at "secret-hash"' -l client-secret -x -d 'the client secret itself, where others may see it in the list of processes'
complete -c cauth -n '__cauth_at "configure"' -l user-pool-id -x -d 'user pool, such as eu-west-1_AbCdEfGhI'
complete -c cauth -n '__cauth_at "configure"' -l client-id -x -d 'app client of the user pool'
complete -c cauth -n '__cauth_at "configure"' -l username -x -d 'user to sign in as, and whose session to use'
complete -c cauth -n '__cauth_at "configure"' -l api -x -d 'address of your API, which paths given to call are relative to'
complete -c cauth -n '__cauth_at "configure"' -l token-use -x -a 'id access' -d 'which token to use (default: the ID token)'
complete -c cauth -n '__cauth_at "configure"' -l auth-header -x -a 'Bearer raw' -d 'how the token stands in the Authorization header (default: Bearer)'
complete -c cauth -n '__cauth_at "configure"' -l identity-pool-id -x -d 'identity pool that gives AWS credentials for a session'
complete -c cauth -n '__cauth_at "configure"' -l domain -x -d 'domain of the pool'\''s managed login'
complete -c cauth -n '__cauth_at "configure"' -l aws-profile -x -d 'AWS profile for signed requests (default: what the AWS CLI would take)'
complete -c cauth -n '__cauth_at "configure"' -l ca-bundle -r -F -d 'certificates to trust for requests to Cognito and AWS'
complete -c cauth -n '__cauth_at "configure"' -l client-secret-from -x -d 'where the client secret is: env:NAME, file:PATH or command:LINE'
complete -c cauth -n '__cauth_at "configure"' -l client-secret-stdin -d 'read the client secret from standard input'
complete -c cauth -n '__cauth_at "help"' -x -a '(__cauth_commands)'
complete -c cauth -n '__cauth_at "sandbox"' -l port -x -d 'the port to listen on; 0: a free one (9230)'
complete -c cauth -n '__cauth_at "sandbox"' -l bind -x -d 'the address to listen on, for containers (127.0.0.1)'
complete -c cauth -n '__cauth_at "sandbox"' -l seed -r -F -d 'pools, clients and users as JSON'
complete -c cauth -n '__cauth_at "sandbox"' -l public-url -x -d 'how clients reach the sandbox, when not at that address'
complete -c cauth -n '__cauth_at "sandbox"' -l issuer -x -d 'what tokens name as issuer, before /POOL-ID (AWS'\''s own form)'
complete -c cauth -n '__cauth_at "sandbox"' -l print-env -d 'print the environment for its clients as export lines'
complete -c cauth -n '__cauth_at "sandbox"' -l pass-env -d 'leave the caller'\''s own CAUTH_, COGNITO_ and AWS_ variables to COMMAND'
complete -c cauth -n '__cauth_at "completion"' -x -a 'bash zsh fish profiles'
