#pragma once

#include "cli/args.hpp"
#include "cli/command_doc.hpp"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// A word that may stand where a command's name is wanted.
struct CommandWord {
  std::string name, summary;
};

/// What all three scripts are made from.
struct CompletionModel {
  std::vector<CommandDoc> commands;
  Args globals;
  std::vector<CommandWord> first_words;                          ///< each one once
  std::map<std::string, std::vector<CommandWord>> second_words;  ///< by first word

  /// Does the command leave all names of the options that every command takes to them?
  bool claims_nothing(const CommandDoc& doc) const;
};
CompletionModel completion_model();

std::string bash_completion(const CompletionModel& model);
std::string zsh_completion(const CompletionModel& model);
std::string fish_completion(const CompletionModel& model);

/// The options that are not hidden.
std::vector<Option> visible_options(const Args& args);

/// What may stand as an option's value: nothing for a flag, choices ("json,text"), or a kind of name led by
/// "@" ("@file", "@none").
std::string value_spec(const Option& option);
/// The same for a command's first argument; "@none" where it has none.
std::string argument_spec(const CommandDoc& doc);

/// In single quotes, for any of the shells.
std::string shell_quoted(std::string_view text);

std::string names_of(const std::vector<CommandWord>& words);

/// The template with the one place that `placeholder` marks filled in.
std::string filled(std::string script, std::string_view placeholder, const std::string& with);

}  // namespace cauth::cli
