#include "cli/man.hpp"

#include "base/text.hpp"
#include "cli/command_doc.hpp"
#include "cli/man_text.hpp"
#include "cli/mdoc.hpp"
#include "session/setting_rows.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {
namespace {

// Of the manual as a whole; not the day it was built on, so that a build can be repeated.
constexpr std::string_view kDate = "November 21, 2026";

std::string in_capitals(std::string_view name) {
  std::string result(name);
  for (char& letter : result) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return result;
}

std::string page_name(const CommandEntry& entry) {
  std::string name = "cauth-" + std::string(entry.name);
  for (char& character : name) {
    if (character == ' ') character = '-';
  }
  return name;
}

std::string head(std::string_view name, std::string_view summary) {
  return fmt::format(".Dd {}\n.Dt {} 1\n.Os cauth\n.Sh NAME\n.Nm {}\n.Nd {}", kDate, in_capitals(name), name,
                     mdoc::text(summary));
}

std::string options(const Args& args, std::string_view section = "") {
  std::string items;
  for (const auto& option : args.options) {
    if (!option.hidden_ && option.section_ == section) items += mdoc::item(option, help_line(option));
  }
  return mdoc::list(items);
}

// By their names: what they do is said once, in cauth(1).
std::string globals_in_short(const Args& globals) {
  std::vector<std::string> names;
  for (const auto& option : globals.options) names.push_back(option.names.back());
  return mdoc::text(fmt::format("{}: see cauth(1).", join(names, ", ")));
}

std::string arguments(const Args& args) {
  std::string items;
  for (const auto& positional : args.positionals) items += mdoc::item(positional, help_line(positional));
  if (args.rest_) items += mdoc::item("Ar", args.rest_->name, args.rest_->help);
  return mdoc::list(items);
}

std::string synopsis(const CommandDoc& doc) {
  std::string lines = fmt::format(".Sh SYNOPSIS\n.Nm cauth\n.Cm {}\n.Op Ar options\n", doc.entry.name);
  for (const auto& positional : doc.own.positionals) {
    lines += fmt::format(".{}Ar {}{}\n", positional.required_ ? "" : "Op ", positional.value_name,
                         positional.repeatable ? " ..." : "");
  }
  if (doc.own.rest_) lines += fmt::format(".Op Fl \\&- Ar {} ...\n", doc.own.rest_->name);
  return lines;
}

std::string examples(const Args& args) {
  if (args.examples.empty()) return "";
  std::string result = ".Sh EXAMPLES\n";
  for (const auto& example : args.examples) {
    if (&example != &args.examples.front()) result += ".Pp\n";
    result += mdoc::text(fmt::format("{}:", example.comment)) + mdoc::literal(example.line);
  }
  return result;
}

std::string command_page(const CommandDoc& doc) {
  std::string page = head(page_name(doc.entry), doc.entry.summary) + synopsis(doc) + ".Sh DESCRIPTION\n";
  page += doc.own.description.empty() ? mdoc::text(fmt::format("See {}.", doc.entry.summary))
                                      : mdoc::paragraphs(doc.own.description);
  page += arguments(doc.own);
  if (const auto own = options(doc.own); !own.empty()) page += ".Ss Options\n" + own;
  for (const auto& title : sections(doc.own)) page += ".Ss " + mdoc::text(title) + options(doc.own, title);
  page += ".Ss Options of every command\n" + globals_in_short(doc.globals);
  page += ".Sh EXIT STATUS\n" + mdoc::text("The numbers are those of every command; cauth(1) lists them.");
  return page + examples(doc.own) + ".Sh SEE ALSO\n.Xr cauth 1\n";
}

std::string list_of_commands() {
  std::string result;
  for (const auto& group : groups()) {
    std::string items;
    for (const auto& entry : commands()) {
      if (entry.group == group.group) items += mdoc::item("Cm", entry.name, entry.summary);
    }
    if (!items.empty()) result += ".Ss Commands: " + mdoc::text(group.title) + mdoc::list(items);
  }
  return result;
}

std::string environment() {
  std::string items;
  for (const auto& row : session::setting_rows()) {
    std::string help(row.help);
    if (!row.other_variables.empty()) {
      std::vector<std::string> others;
      for (const auto name : split_words(row.other_variables)) others.emplace_back(name);
      help += fmt::format("; else {}", join(others, ", "));
    }
    items += mdoc::item("Ev", row.variable, help);
  }
  for (const auto& variable : kVariables) items += mdoc::item("Ev", variable.name, variable.meaning);
  return mdoc::list(items);
}

std::string profile_settings() {
  std::string items;
  for (const auto& row : session::setting_rows()) {
    if (row.in_profile) items += mdoc::item("Cm", row.name, row.help);
  }
  return mdoc::list(items);
}

std::string files() {
  std::string items;
  for (const auto& file : kFiles) items += mdoc::item("Pa", file.name, file.meaning);
  return mdoc::list(items);
}

std::string exit_statuses() {
  std::string items;
  for (const auto& [status, meaning] : kExitStatuses) items += mdoc::item("", status, meaning);
  return mdoc::list(items);
}

std::string see_also() {
  std::vector<std::string> lines;
  for (const auto& entry : commands()) lines.push_back(fmt::format(".Xr {} 1", page_name(entry)));
  lines.emplace_back(".Xr curl 1");
  std::sort(lines.begin(), lines.end());
  return join(lines, " ,\n") + '\n';
}

std::string main_page() {
  std::string page = head("cauth", "Cognito auth on the command line");
  page += ".Sh SYNOPSIS\n.Nm\n.Op Ar options\n.Ar command\n.Op Ar arguments\n";
  page += ".Sh DESCRIPTION\n" + mdoc::paragraphs(kAbout) + list_of_commands();
  page += ".Ss Options of every command\n" + mdoc::text("They stand before or after the command.") +
          options(global_args());
  page += ".Ss Settings\n" + mdoc::paragraphs(kSettings) + mdoc::literal(kConfigExample) +
          mdoc::text("These may stand in a profile:") + profile_settings();
  page += ".Ss Secrets\n" + mdoc::paragraphs(kSecrets);
  page += ".Sh ENVIRONMENT\n" + environment() + ".Sh FILES\n" + files();
  page += ".Sh EXIT STATUS\n" + exit_statuses();
  page += ".Sh EXAMPLES\n" + mdoc::text("Set up, sign in, use the token:") + mdoc::literal(kExamples);
  return page + ".Sh SEE ALSO\n" + see_also();
}

}  // namespace

std::vector<ManPage> man_pages() {
  std::vector<ManPage> pages = {{.file_name = "cauth.1", .text = main_page()}};
  for (const auto& entry : commands()) {
    pages.push_back({.file_name = page_name(entry) + ".1", .text = command_page(describe(entry))});
  }
  return pages;
}

}  // namespace cauth::cli
