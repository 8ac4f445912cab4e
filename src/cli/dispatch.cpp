#include "cli/dispatch.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/args.hpp"
#include "cli/aws_service.hpp"
#include "cli/command.hpp"
#include "cli/globals.hpp"
#include "cli/help.hpp"
#include "cli/report.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

// A command line on its way through: words are taken from the front.
struct Line {
  Words words;
  Form form = Form::own;
  GlobalOptions globals;

  bool empty() const { return words.empty(); }
  std::string take() {
    std::string word = words.front();
    words.erase(words.begin());
    return word;
  }
};

bool begins_with_option(const Words& words) {
  return !words.empty() && words.front().starts_with('-');
}

// The options in front of the next plain word are for every command.
void take_globals(Line& line) {
  if (!begins_with_option(line.words)) return;
  Args args;
  declare_globals(args, line.globals, line.form);
  const auto count = static_cast<std::ptrdiff_t>(count_leading_options(args, line.words));
  const Words leading(line.words.begin(), line.words.begin() + count);
  line.words.erase(line.words.begin(), line.words.begin() + count);
  parse(args, leading, "cauth");
}

// `cauth --profile dev cognito-idp …`: what --profile means depends on a word that comes later.
Form find_form(const Words& words) {
  std::size_t at = 0;
  if (begins_with_option(words)) {
    Args args;
    GlobalOptions unused;
    declare_globals(args, unused, Form::aws);
    at = count_leading_options(args, words);
  }
  return at < words.size() && words[at] == kAwsService ? Form::aws : Form::own;
}

// The second words of the commands that begin with this one: "set-password" for "admin".
std::vector<std::string> subcommands_of(std::string_view first) {
  std::vector<std::string> names;
  for (const auto& entry : commands()) {
    const auto halves = split_once(entry.name, ' ');
    if (halves && halves->before == first) names.emplace_back(halves->after);
  }
  return names;
}

std::vector<std::string> first_words(std::optional<Group> group = {}) {
  std::vector<std::string> names;
  for (const auto& entry : commands()) {
    if (!group || entry.group == *group) names.emplace_back(entry.name.substr(0, entry.name.find(' ')));
  }
  return names;
}

[[noreturn]] void refuse_command(std::string_view what, std::string_view word,
                                 const std::vector<std::string>& known) {
  const auto near = nearest(word, known);
  throw usage_error(fmt::format("unknown {} \"{}\"", what, printable(word)),
                    near ? fmt::format("did you mean \"{}\"? \"cauth help\" lists all commands", *near)
                         : "\"cauth help\" lists all commands");
}

const CommandEntry& take_operation(Line& line) {
  take_globals(line);
  if (line.empty()) {
    throw usage_error(fmt::format("\"{}\" needs an operation after it", kAwsService),
                      "operations are named as in the AWS CLI: cauth cognito-idp initiate-auth …");
  }
  const std::string name = line.take();
  const CommandEntry* entry = find_command(name);
  if (entry == nullptr || entry->group != Group::plumbing) {
    refuse_command("operation", name, first_words(Group::plumbing));
  }
  return *entry;
}

const CommandEntry& take_subcommand(Line& line, const std::string& first) {
  const auto known = subcommands_of(first);
  if (known.empty()) refuse_command("command", first, first_words());
  take_globals(line);
  if (line.empty()) {
    throw usage_error(fmt::format("\"{}\" needs another word after it", first),
                      fmt::format("one of {}", join(known, ", ")));
  }
  const std::string second = line.take();
  const CommandEntry* entry = find_command(first + ' ' + second);
  if (entry == nullptr) refuse_command(first + " command", second, known);
  return *entry;
}

// The longest name in the table that the next words are.
const CommandEntry& take_command(Line& line) {
  const std::string first = line.take();
  if (line.form == Form::aws) return take_operation(line);
  if (!line.empty()) {
    if (const CommandEntry* entry = find_command(first + ' ' + line.words.front())) {
      line.take();
      return *entry;
    }
  }
  if (const CommandEntry* entry = find_command(first)) return *entry;
  return take_subcommand(line, first);
}

void apply_colour(const Line& line, World& world) {
  if (!line.globals.no_color) return;
  world.io.colour_out = false;
  world.io.colour_err = false;
}

int run_command(const CommandEntry& entry, Line& line, World& world) {
  const auto command = entry.make(entry.name);
  Globals& globals = line.globals.values;
  globals.aws_names = entry.group == Group::plumbing;
  Args args;
  args.on_setting = [&globals](std::string_view name, std::string value) {
    globals.settings[std::string(name)] = std::move(value);
  };
  command->declare(args);
  declare_globals(args, line.globals, line.form);
  Leftover leftover;
  if (args.reader) {
    args.reader(args, line.words, world);
  } else {
    leftover = fill_options(args, line.words);
  }
  apply_colour(line, world);
  if (line.globals.help || line.globals.version) {
    world.io.out.write(line.globals.help ? command_help(entry) : version_line());
    return 0;
  }
  if (!args.reader) fill_positionals(args, leftover, fmt::format("cauth {}", entry.name));
  Context context(world, globals);
  return command->run(context);
}

// Without a command: --version, --help, or a reminder of what there is.
int run_without_command(const Line& line, World& world) {
  if (line.globals.version) {
    world.io.out.write(version_line());
    return 0;
  }
  if (line.globals.help) {
    world.io.out.write(overview());
    return 0;
  }
  world.io.err.write(overview());
  return exit_code(usage_error("no command"));
}

int run(Line& line, World& world) {
  line.form = find_form(line.words);
  take_globals(line);
  if (line.empty()) return run_without_command(line, world);
  const CommandEntry& entry = take_command(line);
  return run_command(entry, line, world);
}

}  // namespace

int run_line(const std::vector<std::string>& words, World& world) {
  Line line{.words = words, .form = Form::own, .globals = {}};
  line.globals.values.json_errors = world.env.get("CAUTH_OUTPUT") == "json";
  try {
    return run(line, world);
  } catch (const Error& error) {
    return report_error(world.io.err, error, line.globals.values);
  } catch (const std::exception& bug) {
    return report_bug(world.io.err, bug, line.globals.values);
  }
}

}  // namespace cauth::cli
