#include "cli/command_doc.hpp"

#include "base/text.hpp"
#include "cli/globals.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {

CommandDoc describe(const CommandEntry& entry) {
  CommandDoc doc{.entry = entry, .own = {}, .globals = {}};
  doc.own.on_setting = [](std::string_view, const std::string&) {};
  const auto command = entry.make(entry.name);
  command->declare(doc.own);
  command->document(doc.own);
  GlobalOptions unused;
  Args all = doc.own;
  declare_globals(all, unused, Form::own);
  const auto first = all.options.begin() + static_cast<std::ptrdiff_t>(doc.own.options.size());
  doc.globals.options.assign(std::make_move_iterator(first), std::make_move_iterator(all.options.end()));
  // They point into a command and globals that are gone: only for reading from now on.
  for (Args* args : {&doc.own, &doc.globals}) {
    for (auto& option : args->options) option.set = nullptr;
    for (auto& positional : args->positionals) positional.set = nullptr;
    args->reader = nullptr;
  }
  if (doc.own.rest_) doc.own.rest_->into = nullptr;
  return doc;
}

Args global_args() {
  Args args;
  GlobalOptions unused;
  declare_globals(args, unused, Form::own);
  for (auto& option : args.options) option.set = nullptr;
  return args;
}

const std::vector<GroupDoc>& groups() {
  static const std::vector<GroupDoc> all = {
      {Group::sign_in, "sign in"},
      {Group::account, "the user's account"},
      {Group::tokens, "tokens"},
      {Group::apis, "APIs"},
      {Group::admin, "administration"},
      {Group::setup, "setup"},
      {Group::plumbing, "the Cognito API, with the AWS CLI's names"},
  };
  return all;
}

std::vector<std::string> sections(const Args& args) {
  std::vector<std::string> titles;
  for (const auto& option : args.options) {
    const bool known = std::find(titles.begin(), titles.end(), option.section_) != titles.end();
    if (!known && !option.section_.empty()) titles.emplace_back(option.section_);
  }
  return titles;
}

std::string spelling(const Option& option) {
  const std::string names = join(option.names, ", ");
  return option.is_flag() ? names : fmt::format("{} {}", names, option.value_name);
}

std::string help_line(const Option& option) {
  std::string line(option.help);
  if (!option.choices_.empty()) line += fmt::format(" ({})", join(option.choices_, ", "));
  if (option.repeatable) line += "; may be given more than once";
  if (!option.variable_.empty()) line += fmt::format(" [{}]", option.variable_);
  return line;
}

std::string usage_line(const CommandDoc& doc) {
  std::string line = fmt::format("cauth {} [options]", doc.entry.name);
  for (const auto& positional : doc.own.positionals) {
    const std::string word = fmt::format("{}{}", positional.value_name, positional.repeatable ? "…" : "");
    line += positional.required_ ? ' ' + word : fmt::format(" [{}]", word);
  }
  if (doc.own.rest_) line += fmt::format(" [-- {}…]", doc.own.rest_->name);
  return line;
}

}  // namespace cauth::cli
