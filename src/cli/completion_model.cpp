#include "cli/completion_model.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/aws_service.hpp"
#include "cli/command.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {
namespace {

void add_word(std::vector<CommandWord>& words, std::string_view name, std::string summary) {
  const bool known =
      std::any_of(words.begin(), words.end(), [name](const CommandWord& word) { return word.name == name; });
  if (!known) words.push_back({.name = std::string(name), .summary = std::move(summary)});
}

std::size_t count_names(const Args& args) {
  std::size_t count = 0;
  for (const auto& option : args.options) count += option.names.size();
  return count;
}

}  // namespace

bool CompletionModel::claims_nothing(const CommandDoc& doc) const {
  return count_names(doc.globals) == count_names(globals);
}

CompletionModel completion_model() {
  CompletionModel model;
  model.globals = global_args();
  for (const auto& entry : commands()) {
    model.commands.push_back(describe(entry));
    const std::string summary(entry.summary);
    if (const auto halves = split_once(entry.name, ' ')) {
      const std::string first(halves->before);
      add_word(model.first_words, first, first + " commands");
      add_word(model.second_words[first], halves->after, summary);
    } else {
      add_word(model.first_words, entry.name, summary);
      if (entry.group == Group::plumbing) {
        add_word(model.second_words[std::string(kAwsService)], entry.name, summary);
      }
    }
  }
  add_word(model.first_words, kAwsService, "an operation of the API, as the AWS CLI has it");
  return model;
}

std::vector<Option> visible_options(const Args& args) {
  std::vector<Option> options;
  for (const auto& option : args.options) {
    if (!option.hidden_) options.push_back(option);
  }
  return options;
}

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

std::string argument_spec(const CommandDoc& doc) {
  return doc.own.positionals.empty() ? "@none" : value_spec(doc.own.positionals.front());
}

std::string shell_quoted(std::string_view text) {
  std::string result = "'";
  for (const char character : text) result += character == '\'' ? "'\\''" : std::string(1, character);
  return result + '\'';
}

std::string names_of(const std::vector<CommandWord>& words) {
  std::vector<std::string> names;
  for (const auto& word : words) names.push_back(word.name);
  return join(names, " ");
}

std::string filled(std::string script, std::string_view placeholder, const std::string& with) {
  const auto at = script.find(placeholder);
  if (at == std::string::npos) throw Error(Category::internal, fmt::format("no place for {}", placeholder));
  return script.replace(at, placeholder.size(), with);
}

}  // namespace cauth::cli
