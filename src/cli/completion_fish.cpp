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

constexpr std::string_view kFishTemplate = R"sh(# fish completion for cauth
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
    test (string replace -r '^@SERVICE@ ' '' -- "$command") = "$wanted"
end

complete -c cauth -f
@LINES@)sh";

constexpr std::string_view kProfiles = " -x -a '(cauth completion profiles 2>/dev/null)'";

// How `complete` is told what to offer.
std::string values(const Option& option) {
  const std::string spec = value_spec(option);
  if (spec.empty()) return "";
  if (spec == "@none") return " -x";
  if (spec == "@file" || spec == "@folder") return " -r -F";
  if (spec == "@profile") return std::string(kProfiles);
  if (spec == "@command") return " -x -a '(__cauth_commands)'";
  return " -x -a " + shell_quoted(join(option.choices_, " "));
}

std::string option_line(const Option& option, const std::string& condition) {
  std::string line = "complete -c cauth" + condition;
  for (const auto& name : option.names) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  return line + values(option) + " -d " + shell_quoted(option.help) + '\n';
}

std::string argument_line(const CommandDoc& doc, const std::string& condition) {
  const std::string spec = argument_spec(doc);
  if (spec == "@none") return "";
  return "complete -c cauth" + condition + values(doc.own.positionals.front()) + '\n';
}

std::string word_line(std::string_view behind, const CommandWord& word) {
  return fmt::format("complete -c cauth -n '__cauth_at \"{}\"' -a {} -d {}\n", behind, word.name,
                     shell_quoted(word.summary));
}

std::string command_lines(const CompletionModel& model, const CommandDoc& doc) {
  const std::string condition = fmt::format(" -n '__cauth_at \"{}\"'", doc.entry.name);
  std::string lines;
  for (const auto& option : visible_options(doc.own)) lines += option_line(option, condition);
  if (!model.claims_nothing(doc)) {
    for (const auto& option : visible_options(doc.globals)) lines += option_line(option, condition);
  }
  return lines + argument_line(doc, condition);
}

// Where the options that every command takes are offered as they are.
std::string condition_of_globals(const CompletionModel& model) {
  std::string condition;
  for (const auto& doc : model.commands) {
    if (model.claims_nothing(doc)) continue;
    condition += fmt::format("{}not __cauth_at \"{}\"", condition.empty() ? "" : "; and ", doc.entry.name);
  }
  return condition.empty() ? "" : " -n " + shell_quoted(condition);
}

std::string valued_names(const Args& globals) {
  std::vector<std::string> names;
  for (const auto& option : visible_options(globals)) {
    if (!option.is_flag()) names.insert(names.end(), option.names.begin(), option.names.end());
  }
  return join(names, " ");
}

}  // namespace

std::string fish_completion(const CompletionModel& model) {
  std::string lines;
  for (const auto& word : model.first_words) lines += word_line("", word);
  std::vector<std::string> groups;
  for (const auto& [first, words] : model.second_words) {
    groups.push_back(first);
    for (const auto& word : words) lines += word_line(first, word);
  }
  const std::string condition = condition_of_globals(model);
  for (const auto& option : visible_options(model.globals)) lines += option_line(option, condition);
  for (const auto& doc : model.commands) lines += command_lines(model, doc);
  std::string script(kFishTemplate);
  script = filled(std::move(script), "@SERVICE@", std::string(kAwsService));
  script = filled(std::move(script), "@VALUED@", valued_names(model.globals));
  script = filled(std::move(script), "@GROUPS@", join(groups, " "));
  script = filled(std::move(script), "@COMMANDS@", names_of(model.first_words));
  return filled(std::move(script), "@LINES@", lines);
}

}  // namespace cauth::cli
