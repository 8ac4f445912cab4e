# fish completion for cauth
# Made from cauth's table of commands by the build target "docs": changes belong there.

function __cauth_commands
    string split ' ' 'help version completion'
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
        else if contains -- $command 
            and not string match -q -- '* *' $command
            set command "$command $word"
        end
    end
    test "$command" = "$wanted"
end

complete -c cauth -f
complete -c cauth -n '__cauth_at ""' -a help -d 'show what cauth can do, or how one command is used'
complete -c cauth -n '__cauth_at "help"' -a '(__cauth_commands)'
complete -c cauth -n '__cauth_at ""' -a version -d 'print the version'
complete -c cauth -n '__cauth_at ""' -a completion -d 'print the completion script for a shell'
complete -c cauth -n '__cauth_at "completion"' -a 'bash zsh fish profiles'
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
