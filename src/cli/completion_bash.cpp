#include "base/text.hpp"
#include "cli/aws_service.hpp"
#include "cli/completion_model.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

// What is the same whatever the commands are. All three shells' scripts do the same: find the command among
// the words before the cursor, then offer its options, the values of the option before the cursor, or words.
constexpr std::string_view kBashTemplate =
    R"sh(# bash completion for cauth                                -*- shell-script -*-
# Made from cauth's table of commands by the build target "docs": changes belong there.

# Sets spec (options, with "=" and what their value may be) and words (what else may follow).
_cauth_spec() {
  local globals=@GLOBALS@
  spec=$globals
  words='@command'
  case $1 in
    '') ;;
@CASES@    *) words='@none' ;;
  esac
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
        _cauth_spec "${command#@SERVICE@ }"
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

// "--output=json,text,table --profile=@profile -v": the script takes it apart.
std::string spec(const Args& args) {
  std::vector<std::string> words;
  for (const auto& option : visible_options(args)) {
    for (const auto& name : option.names) {
      words.push_back(option.is_flag() ? name : name + '=' + value_spec(option));
    }
  }
  return join(words, " ");
}

std::string bash_case(const CompletionModel& model, const CommandDoc& doc) {
  const std::string globals = model.claims_nothing(doc) ? "$globals" : shell_quoted(spec(doc.globals));
  return fmt::format("    {})\n      spec={}' '{}\n      words={}\n      ;;\n", shell_quoted(doc.entry.name),
                     shell_quoted(spec(doc.own)), globals, shell_quoted(argument_spec(doc)));
}

}  // namespace

std::string bash_completion(const CompletionModel& model) {
  std::string cases;
  for (const auto& doc : model.commands) cases += bash_case(model, doc);
  std::string second_words;
  for (const auto& [first, words] : model.second_words) {
    second_words += fmt::format("    {}) printf '%s' {} ;;\n", first, shell_quoted(names_of(words)));
  }
  std::string script(kBashTemplate);
  script = filled(std::move(script), "@SERVICE@", std::string(kAwsService));
  script = filled(std::move(script), "@GLOBALS@", shell_quoted(spec(model.globals)));
  script = filled(std::move(script), "@COMMANDS@", shell_quoted(names_of(model.first_words)));
  script = filled(std::move(script), "@SECOND_WORDS@", second_words);
  return filled(std::move(script), "@CASES@", cases);
}

}  // namespace cauth::cli
