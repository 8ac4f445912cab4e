#include "cli/completions.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/command_doc.hpp"
#include "cli/completion_templates.hpp"

#include <fmt/format.h>

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

std::vector<CommandDoc> all_docs() {
  std::vector<CommandDoc> docs;
  for (const auto& entry : commands()) docs.push_back(describe(entry));
  return docs;
}

std::string quoted(std::string_view text) {
  std::string result = "'";
  for (const char character : text) result += character == '\'' ? "'\\''" : std::string(1, character);
  return result + '\'';
}

// What may stand as the value: nothing for a flag, choices, or a kind of name led by "@".
std::string value_spec(const Option& option) {
  if (option.is_flag()) return "";
  if (!option.choices_.empty()) return join(option.choices_, ",");
  switch (option.completion_) {
    case Completion::file: return "@file";
    case Completion::folder: return "@folder";
    case Completion::profile: return "@profile";
    case Completion::command: return "@command";
    case Completion::none: break;
  }
  return "@none";
}

std::vector<Option> visible(const Args& args) {
  std::vector<Option> options;
  for (const auto& option : args.options) {
    if (!option.hidden_) options.push_back(option);
  }
  return options;
}

// "--output=json,text,table --profile=@profile -v": for the two shells whose script takes it apart.
std::string bash_spec(const Args& args) {
  std::vector<std::string> words;
  for (const auto& option : visible(args)) {
    for (const auto& name : option.names) {
      words.push_back(option.is_flag() ? name : name + '=' + value_spec(option));
    }
  }
  return join(words, " ");
}

// The first words of all commands, and the second words of those that have one.
struct Names {
  std::set<std::string> first;
  std::set<std::pair<std::string, std::string>> second;
};

Names names_of(const std::vector<CommandDoc>& docs) {
  Names names;
  for (const auto& doc : docs) {
    const auto halves = split_once(doc.entry.name, ' ');
    names.first.emplace(halves ? halves->before : doc.entry.name);
    if (halves) names.second.emplace(std::string(halves->before), std::string(halves->after));
  }
  return names;
}

std::string positional_spec(const CommandDoc& doc) {
  return doc.own.positionals.empty() ? "@none" : value_spec(doc.own.positionals.front());
}

std::string replaced(std::string text, std::string_view placeholder, const std::string& with) {
  const auto at = text.find(placeholder);
  if (at == std::string::npos) throw Error(Category::internal, fmt::format("no place for {}", placeholder));
  return text.replace(at, placeholder.size(), with);
}

std::string bash_script(const std::vector<CommandDoc>& docs) {
  const Names names = names_of(docs);
  std::string cases;
  std::string seconds;
  for (const auto& doc : docs) {
    cases +=
        fmt::format("    {})\n      spec={}\n      words={}\n      ;;\n", quoted(doc.entry.name),
                    quoted(bash_spec(doc.own) + ' ' + bash_spec(doc.globals)), quoted(positional_spec(doc)));
  }
  std::set<std::string> groups;
  for (const auto& [first, second] : names.second) groups.insert(first);
  for (const auto& group : groups) {
    std::vector<std::string> words;
    for (const auto& [first, second] : names.second) {
      if (first == group) words.push_back(second);
    }
    seconds += fmt::format("    {}) printf '%s' {} ;;\n", group, quoted(join(words, " ")));
  }
  std::string script(kBashTemplate);
  script = replaced(std::move(script), "@GLOBALS@", quoted(bash_spec(global_args())));
  script =
      replaced(std::move(script), "@COMMANDS@", quoted(join({names.first.begin(), names.first.end()}, " ")));
  script = replaced(std::move(script), "@SECOND_WORDS@", seconds);
  return replaced(std::move(script), "@CASES@", cases);
}

// "name:description" as _describe wants it.
std::string zsh_pair(std::string_view name, std::string_view description) {
  std::string pair;
  for (const char character : name) pair += character == ':' ? "\\:" : std::string(1, character);
  return quoted(pair + ':' + std::string(description));
}

std::string zsh_options(const Args& args) {
  std::string lines;
  for (const auto& option : visible(args)) {
    for (const auto& name : option.names) lines += fmt::format("      {}\n", zsh_pair(name, option.help));
  }
  return lines;
}

std::string zsh_values(const Args& args) {
  std::string words;
  for (const auto& option : visible(args)) {
    if (option.is_flag()) continue;
    for (const auto& name : option.names) words += fmt::format(" {} {}", name, quoted(value_spec(option)));
  }
  return words;
}

std::string zsh_script(const std::vector<CommandDoc>& docs) {
  std::string cases;
  std::string first_words;
  std::string second_words;
  std::set<std::string> seen;
  for (const auto& doc : docs) {
    cases +=
        fmt::format("    {})\n      options=(\n{}{}      )\n      values=({}{})\n      plain={}\n      ;;\n",
                    quoted(doc.entry.name), zsh_options(doc.own), zsh_options(doc.globals),
                    zsh_values(doc.own), zsh_values(doc.globals), quoted(positional_spec(doc)));
    const auto halves = split_once(doc.entry.name, ' ');
    if (halves) {
      second_words += fmt::format("    {} {}\n", quoted(doc.entry.name), quoted(doc.entry.summary));
    }
    const std::string first(halves ? halves->before : doc.entry.name);
    if (seen.insert(first).second) {
      first_words += fmt::format(
          "    {}\n", zsh_pair(first, halves ? first + " commands" : std::string(doc.entry.summary)));
    }
  }
  std::string script(kZshTemplate);
  script = replaced(std::move(script), "@FIRST_WORDS@", first_words);
  script = replaced(std::move(script), "@SECOND_WORDS@", second_words);
  script = replaced(std::move(script), "@GLOBAL_OPTIONS@", zsh_options(global_args()));
  script = replaced(std::move(script), "@GLOBAL_VALUES@", zsh_values(global_args()));
  return replaced(std::move(script), "@CASES@", cases);
}

std::string fish_option(const Option& option, const std::string& condition) {
  std::string line = "complete -c cauth" + condition;
  for (const auto& name : option.names) {
    line += name.starts_with("--") ? " -l " + name.substr(2) : " -s " + name.substr(1);
  }
  const std::string values = value_spec(option);
  if (values == "@file" || values == "@folder") {
    line += " -r -F";
  } else if (values == "@profile") {
    line += " -x -a '(cauth completion profiles 2>/dev/null)'";
  } else if (values == "@none") {
    line += " -x";
  } else if (!values.empty()) {
    line += " -x -a " + quoted(join(option.choices_, " "));
  }
  return line + " -d " + quoted(option.help) + '\n';
}

std::string fish_positional(const CommandDoc& doc, const std::string& condition) {
  if (doc.own.positionals.empty()) return "";
  const Option& positional = doc.own.positionals.front();
  const std::string values = value_spec(positional);
  if (values == "@file" || values == "@folder") return "complete -c cauth" + condition + " -F\n";
  if (values == "@command") return "complete -c cauth" + condition + " -a '(__cauth_commands)'\n";
  if (positional.choices_.empty()) return "";
  return "complete -c cauth" + condition + " -a " + quoted(join(positional.choices_, " ")) + '\n';
}

std::string fish_script(const std::vector<CommandDoc>& docs) {
  std::string lines;
  std::set<std::string> seen;
  std::string names;
  for (const auto& doc : docs) {
    const auto halves = split_once(doc.entry.name, ' ');
    const std::string first(halves ? halves->before : doc.entry.name);
    const std::string summary = quoted(doc.entry.summary);
    if (seen.insert(first).second) {
      names += ' ' + first;
      lines += fmt::format("complete -c cauth -n '__cauth_at \"\"' -a {} -d {}\n", first,
                           halves ? quoted(first + " commands") : summary);
    }
    if (halves) {
      lines += fmt::format("complete -c cauth -n '__cauth_at {}' -a {} -d {}\n", halves->before,
                           halves->after, summary);
    }
    const std::string condition = fmt::format(" -n '__cauth_at \"{}\"'", doc.entry.name);
    for (const auto& option : visible(doc.own)) lines += fish_option(option, condition);
    lines += fish_positional(doc, condition);
  }
  for (const auto& option : visible(global_args())) lines += fish_option(option, "");
  std::vector<std::string> valued;
  for (const auto& option : visible(global_args())) {
    if (!option.is_flag()) valued.insert(valued.end(), option.names.begin(), option.names.end());
  }
  std::set<std::string> groups;
  for (const auto& [group, second] : names_of(docs).second) groups.insert(group);
  std::string script(kFishTemplate);
  script = replaced(std::move(script), "@VALUED@", join(valued, " "));
  script = replaced(std::move(script), "@GROUPS@", join({groups.begin(), groups.end()}, " "));
  script = replaced(std::move(script), "@COMMANDS@", std::string(trim(names)));
  return replaced(std::move(script), "@LINES@", lines);
}

}  // namespace

const std::vector<Shell>& completion_shells() {
  static const std::vector<Shell> shells = {
      {"bash", "cauth.bash"}, {"zsh", "_cauth"}, {"fish", "cauth.fish"}};
  return shells;
}

std::string completion_script(std::string_view shell) {
  if (shell == "bash") return bash_script(all_docs());
  if (shell == "zsh") return zsh_script(all_docs());
  if (shell == "fish") return fish_script(all_docs());
  throw usage_error(fmt::format("there is no completion for \"{}\"", printable(shell)),
                    "there is one for bash, zsh and fish");
}

}  // namespace cauth::cli
