#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/command_doc.hpp"
#include "cli/man.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

using namespace cauth;

namespace {

bool is_one_line(std::string_view help) {
  return !help.empty() && help.find('\n') == std::string_view::npos && !help.ends_with('.');
}

bool begins_with_capital_word(std::string_view help) {
  // "AWS …" and "TOTP …" are names; "The …" is the beginning of a sentence.
  return help.size() > 1 && help[0] >= 'A' && help[0] <= 'Z' && help[1] >= 'a' && help[1] <= 'z' &&
         !help.starts_with("Cognito") && !help.starts_with("Bearer");
}

bool made_of(std::string_view text, std::string_view more) {
  return std::all_of(text.begin(), text.end(), [more](char character) {
    return (character >= 'a' && character <= 'z') || (character >= '0' && character <= '9') ||
           more.find(character) != std::string_view::npos;
  });
}

bool is_long(const std::string& name) {
  return name.starts_with("--") && name.size() > 3;
}

}  // namespace

TEST_CASE("every command has a name, a summary and a description") {
  std::set<std::string_view> names;
  for (const auto& entry : cli::commands()) {
    CAPTURE(entry.name);
    CHECK(made_of(entry.name, "- "));
    CHECK(names.insert(entry.name).second);
    CHECK(is_one_line(entry.summary));
    CHECK_FALSE(begins_with_capital_word(entry.summary));
    CHECK_FALSE(cli::describe(entry).own.description.empty());
  }
}

TEST_CASE("every option has help, and a long name that follows the rules") {
  for (const auto& entry : cli::commands()) {
    std::set<std::string> names;
    for (const auto& option : cli::describe(entry).own.options) {
      const std::string shown = join(option.names, ", ");
      CAPTURE(entry.name);
      CAPTURE(shown);
      CHECK(is_one_line(option.help));
      CHECK_FALSE(begins_with_capital_word(option.help));
      CHECK(std::any_of(option.names.begin(), option.names.end(), is_long));
      for (const auto& name : option.names) {
        CHECK(names.insert(name).second);
        if (is_long(name)) {
          CHECK(made_of(name, "-."));
        } else {
          CHECK(name.size() == 2);
        }
      }
    }
  }
}

TEST_CASE("every argument has help and a name in capitals") {
  for (const auto& entry : cli::commands()) {
    for (const auto& positional : cli::describe(entry).own.positionals) {
      CAPTURE(entry.name);
      CAPTURE(positional.value_name);
      CHECK(is_one_line(positional.help));
      CHECK(to_lower(positional.value_name) != positional.value_name);
    }
  }
}

TEST_CASE("examples are lines that call cauth") {
  for (const auto& entry : cli::commands()) {
    for (const auto& example : cli::describe(entry).own.examples) {
      CAPTURE(example.line);
      CHECK(example.line.find("cauth ") != std::string::npos);
      CHECK(is_one_line(example.comment));
    }
  }
}

TEST_CASE("every command has a man page that cauth(1) names") {
  const auto pages = cli::man_pages();
  CHECK(pages.size() == cli::commands().size() + 1);
  for (const auto& page : pages) {
    if (page.file_name == "cauth.1") continue;
    const std::string reference = ".Xr " + page.file_name.substr(0, page.file_name.size() - 2) + " 1";
    CAPTURE(reference);
    CHECK(pages.front().text.find(reference) != std::string::npos);
  }
}
