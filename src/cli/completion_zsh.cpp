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

constexpr std::string_view kZshTemplate = R"sh(#compdef cauth
# Made from cauth's table of commands by the build target "docs": changes belong there.

# Sets options ("name:description"), values (option, what its value may be) and plain (what else may follow).
_cauth_spec() {
  local -a global_options global_values
  global_options=(
@GLOBAL_OPTIONS@  )
  global_values=(@GLOBAL_VALUES@)
  case $1 in
    '')
      options=($global_options)
      values=($global_values)
      plain=@command
      ;;
@CASES@    *) plain=@none ;;
  esac
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
      _cauth_spec ${command#@SERVICE@ }
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

// "name:description" as _describe wants it.
std::string pair(std::string_view name, std::string_view description) {
  std::string text;
  for (const char character : name) text += character == ':' ? "\\:" : std::string(1, character);
  return shell_quoted(text + ':' + std::string(description));
}

std::string option_pairs(const Args& args) {
  std::string lines;
  for (const auto& option : visible_options(args)) {
    for (const auto& name : option.names) lines += fmt::format("        {}\n", pair(name, option.help));
  }
  return lines;
}

std::string values(const Args& args) {
  std::vector<std::string> words;
  for (const auto& option : visible_options(args)) {
    if (option.is_flag()) continue;
    for (const auto& name : option.names) words.push_back(name + ' ' + shell_quoted(value_spec(option)));
  }
  return join(words, " ");
}

std::string zsh_case(const CompletionModel& model, const CommandDoc& doc) {
  const bool all = model.claims_nothing(doc);
  return fmt::format(
      "    {})\n      options=(\n{}{}      )\n      values=({} {})\n      plain={}\n      ;;\n",
      shell_quoted(doc.entry.name), option_pairs(doc.own),
      all ? "        $global_options\n" : option_pairs(doc.globals), values(doc.own),
      all ? "$global_values" : values(doc.globals), shell_quoted(argument_spec(doc)));
}

}  // namespace

std::string zsh_completion(const CompletionModel& model) {
  std::string first_words;
  for (const auto& word : model.first_words) {
    first_words += fmt::format("    {}\n", pair(word.name, word.summary));
  }
  std::string second_words;
  for (const auto& [first, words] : model.second_words) {
    for (const auto& word : words) {
      second_words +=
          fmt::format("    {} {}\n", shell_quoted(first + ' ' + word.name), shell_quoted(word.summary));
    }
  }
  std::string cases;
  for (const auto& doc : model.commands) cases += zsh_case(model, doc);
  std::string script(kZshTemplate);
  script = filled(std::move(script), "@SERVICE@", std::string(kAwsService));
  script = filled(std::move(script), "@FIRST_WORDS@", first_words);
  script = filled(std::move(script), "@SECOND_WORDS@", second_words);
  script = filled(std::move(script), "@GLOBAL_OPTIONS@", option_pairs(model.globals));
  script = filled(std::move(script), "@GLOBAL_VALUES@", values(model.globals));
  return filled(std::move(script), "@CASES@", cases);
}

}  // namespace cauth::cli
