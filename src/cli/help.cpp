#include "cli/help.hpp"

#include "base/text.hpp"
#include "cli/command_doc.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {
namespace {

constexpr std::size_t kWidth = 100;
constexpr std::size_t kWidestTerm = 28;

// Words wrapped to the width; every line but the first starts with `indent` spaces.
std::string wrap(std::string_view text, std::size_t indent) {
  std::string result;
  std::size_t column = indent;
  for (const auto word : split_words(text)) {
    if (column > indent && column + 1 + word.size() > kWidth) {
      result += '\n' + std::string(indent, ' ');
      column = indent;
    } else if (column > indent) {
      result += ' ';
      ++column;
    }
    result += word;
    column += word.size();
  }
  return result;
}

struct HelpRow {
  std::string term, text;
};

// Two columns; a term that is too long has its text on the next line.
std::string table(const std::vector<HelpRow>& rows) {
  std::size_t width = 0;
  for (const auto& row : rows) {
    if (row.term.size() <= kWidestTerm) width = std::max(width, row.term.size());
  }
  const std::size_t indent = width + 4;
  std::string result;
  for (const auto& row : rows) {
    const std::string gap = row.term.size() <= width ? std::string(indent - 2 - row.term.size(), ' ')
                                                     : '\n' + std::string(indent, ' ');
    result += "  " + row.term + gap + wrap(row.text, indent) + '\n';
  }
  return result;
}

std::string section(std::string_view title, const std::vector<HelpRow>& rows) {
  return rows.empty() ? "" : fmt::format("\n{}:\n{}", title, table(rows));
}

std::vector<HelpRow> rows_of(const std::vector<Option>& options, std::string_view section = "") {
  std::vector<HelpRow> rows;
  for (const auto& option : options) {
    if (option.hidden_ || option.section_ != section) continue;
    // Long names stand below each other whether there is a short one or not.
    const std::string shift = option.names.front().starts_with("--") ? "    " : "";
    rows.push_back({shift + spelling(option), help_line(option)});
  }
  return rows;
}

std::vector<HelpRow> rows_of_positionals(const Args& args) {
  std::vector<HelpRow> rows;
  for (const auto& positional : args.positionals) {
    rows.push_back({std::string(positional.value_name), help_line(positional)});
  }
  if (args.rest_) rows.push_back({std::string(args.rest_->name), std::string(args.rest_->help)});
  return rows;
}

std::string paragraphs(std::string_view text) {
  std::string result;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find("\n\n", at), text.size());
    result += '\n' + wrap(text.substr(at, end - at), 0) + '\n';
    at = end + 2;
  }
  return result;
}

}  // namespace

std::string version_line() {
  return "cauth " CAUTH_VERSION "\n";
}

std::string overview() {
  std::string text = "cauth: Cognito auth on the command line\n\nusage: cauth [options] COMMAND …\n";
  for (const auto& group : groups()) {
    std::vector<HelpRow> rows;
    for (const auto& entry : commands()) {
      if (entry.group == group.group) rows.push_back({std::string(entry.name), std::string(entry.summary)});
    }
    text += section(group.title, rows);
  }
  text += section("options of every command", rows_of(global_args().options));
  return text + "\n\"cauth help COMMAND\" says more; so does man cauth-COMMAND.\n";
}

std::string command_help(const CommandEntry& entry) {
  const CommandDoc doc = describe(entry);
  std::string text = fmt::format("cauth {}: {}\n\nusage: {}\n", entry.name, entry.summary, usage_line(doc));
  text += paragraphs(doc.own.description);
  text += section("arguments", rows_of_positionals(doc.own));
  text += section("options", rows_of(doc.own.options));
  for (const auto& title : sections(doc.own)) text += section(title, rows_of(doc.own.options, title));
  text += section("options of every command", rows_of(doc.globals.options));
  if (!doc.own.examples.empty()) text += "\nexamples:\n";
  for (const auto& example : doc.own.examples) {
    text += fmt::format("  # {}\n  {}\n", example.comment, example.line);
  }
  return text;
}

}  // namespace cauth::cli
