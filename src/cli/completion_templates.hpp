#pragma once

#include <string_view>

// The parts of the completion scripts that are the same whatever the commands are. All three do the same:
// find the command among the words before the cursor, then offer its options, the values of the option before
// the cursor, or words.
namespace cauth::cli {

inline constexpr std::string_view kBashTemplate =
    R"sh(# bash completion for cauth                                -*- shell-script -*-
# Made from cauth's table of commands by the build target "docs": changes belong there.

# Sets spec (options, with "=" and what their value may be) and words (what else may follow).
_cauth_spec() {
  spec=@GLOBALS@
  words='@command'
  case $1 in
@CASES@  esac
}

_cauth_second_words() {
  case $1 in
@SECOND_WORDS@  esac
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
    @command) _cauth_offer -W @COMMANDS@ ;;
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
        _cauth_spec "$command"
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
)sh";

inline constexpr std::string_view kZshTemplate = R"sh(#compdef cauth
# Made from cauth's table of commands by the build target "docs": changes belong there.

# Sets options ("name:description"), values (option, what its value may be) and plain (what else may follow).
_cauth_spec() {
  case $1 in
    '')
      options=(
@GLOBAL_OPTIONS@      )
      values=(@GLOBAL_VALUES@)
      plain=@command
      ;;
@CASES@  esac
}

_cauth_offer_values() {
  local -a names
  case $1 in
    @none) _message 'value' ;;
    @file) _files ;;
    @folder) _files -/ ;;
    @profile)
      names=(${(f)"$(cauth completion profiles 2>/dev/null)"})
      _describe -t profiles profile names
      ;;
    @command) _describe -t commands command first_words ;;
    *)
      names=(${(s:,:)1})
      _describe -t values value names
      ;;
  esac
}

_cauth() {
  local command='' plain='' word previous offered
  local -i at
  local -a options first_words second_names
  local -A values second_words
  first_words=(
@FIRST_WORDS@  )
  second_words=(
@SECOND_WORDS@  )
  _cauth_spec ''
  for ((at = 2; at < CURRENT; at++)); do
    word=$words[at]
    if [[ $word == -- ]]; then
      _default
      return
    elif [[ $word == -* ]]; then
      (( ${+values[$word]} )) && (( at++ ))
    elif [[ -z $command ]]; then
      command=$word
      _cauth_spec $command
    elif (( ${+second_words[$command $word]} )); then
      command="$command $word"
      _cauth_spec $command
    fi
  done

  word=$words[CURRENT]
  previous=$words[CURRENT-1]
  if (( ${+values[$previous]} )); then
    _cauth_offer_values $values[$previous]
  elif [[ $word == --*=* ]] && (( ${+values[${word%%=*}]} )); then
    compset -P '*='
    _cauth_offer_values $values[${word%%=*}]
  elif [[ $word == -* ]]; then
    _describe -o -t options option options
  else
    if [[ -n $command ]]; then
      for offered in ${(k)second_words}; do
        [[ $offered == "$command "* ]] && second_names+=("${offered#$command }:$second_words[$offered]")
      done
      (( $#second_names )) && _describe -t commands command second_names
    fi
    _cauth_offer_values $plain
  fi
}

if [[ $funcstack[1] == _cauth ]]; then
  _cauth "$@"
else
  compdef _cauth cauth
fi
)sh";

inline constexpr std::string_view kFishTemplate = R"sh(# fish completion for cauth
# Made from cauth's table of commands by the build target "docs": changes belong there.

function __cauth_commands
    string split ' ' '@COMMANDS@'
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
            contains -- $word @VALUED@
            and set is_value 1
        else if test -z "$command"
            set command $word
        else if contains -- $command @GROUPS@
            and not string match -q -- '* *' $command
            set command "$command $word"
        end
    end
    test "$command" = "$wanted"
end

complete -c cauth -f
@LINES@)sh";

}  // namespace cauth::cli
