#include "cli/args.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "session/setting_rows.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <utility>

namespace cauth::cli {
namespace {

bool looks_like_option(std::string_view word) {
  return word.size() > 1 && word.front() == '-';
}

bool is_long(std::string_view word) {
  return word.starts_with("--") && word.size() > 2;
}

std::string name_of(std::string_view word) {
  return std::string(word.substr(0, word.find('=')));
}

std::vector<std::string> split_names(std::string_view names) {
  std::vector<std::string> result;
  for (const auto name : split(names, ',')) result.emplace_back(trim(name));
  return result;
}

// Is the next word the value of the option in this one? In a cluster of short flags the first that takes a
// value takes the rest of the word, if there is any.
const Option* option_that_wants_next_word(const Args& args, std::string_view word) {
  if (!looks_like_option(word)) return nullptr;
  if (is_long(word)) {
    const Option* option = args.find(word);
    return option != nullptr && !option->is_flag() ? option : nullptr;
  }
  for (std::size_t at = 1; at < word.size(); ++at) {
    const Option* option = args.find(std::string{'-', word[at]});
    if (option == nullptr) return nullptr;
    if (!option->is_flag()) return at + 1 == word.size() ? option : nullptr;
  }
  return nullptr;
}

void check_no_value(const Args& args, std::string_view word) {
  const Option* option = args.find(name_of(word));
  if (option != nullptr && option->is_flag()) throw usage_error(name_of(word) + " takes no value");
}

// What CLI11 gets to see: nothing from `--` on, and no `--name=` (it would take the next word for the value).
struct Prepared {
  Words words;
  Words after_separator;
  bool separated = false;
};

Prepared prepare(const Args& args, const Words& words) {
  Prepared prepared;
  for (auto word = words.begin(); word != words.end(); ++word) {
    if (*word == "--") {
      prepared.separated = true;
      prepared.after_separator.assign(word + 1, words.end());
      break;
    }
    if (args.rest_ && args.rest_->from_first_word && !looks_like_option(*word)) {
      prepared.separated = true;
      prepared.after_separator.assign(word, words.end());
      break;
    }
    if (is_long(*word) && word->find('=') != std::string::npos) check_no_value(args, *word);
    if (is_long(*word) && word->ends_with('=') && args.find(name_of(*word)) != nullptr) {
      prepared.words.insert(prepared.words.end(), {name_of(*word), ""});
      continue;
    }
    prepared.words.push_back(*word);
    if (const Option* option = option_that_wants_next_word(args, *word)) {
      if (++word == words.end()) {
        const std::string name = is_long(words.back()) ? words.back() : std::string{'-', words.back().back()};
        throw usage_error(fmt::format("{} needs a value: {}", name, option->value_name));
      }
      prepared.words.push_back(*word);
    }
  }
  return prepared;
}

void check_choice(const Option& option, std::string_view name, const std::string& value) {
  const auto& choices = option.choices_;
  if (choices.empty() || std::find(choices.begin(), choices.end(), value) != choices.end()) return;
  const auto near = nearest(value, choices);
  throw usage_error(
      fmt::format("{} is one of {}; \"{}\" is none of them", name, join(choices, ", "), printable(value)),
      near ? fmt::format("did you mean \"{}\"?", *near) : "");
}

CLI::Option* add_to(CLI::App& app, const Option& option) {
  const std::string names = join(option.names, ",");
  if (option.is_flag()) return app.add_flag(names)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  // One value each time, whatever it looks like: no brackets, no further words.
  return app.add_option(names)
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
      ->allow_extra_args(false);
}

// Runs CLI11 over the words, and each option's `set` in the line's order. What CLI11 does not know comes
// back.
Words run_parser(Args& args, Words words) {
  CLI::App app;
  app.set_help_flag();
  app.allow_extras();
  std::map<const CLI::Option*, Option*> ours;
  for (auto& option : args.options) ours[add_to(app, option)] = &option;
  std::reverse(words.begin(), words.end());
  app.parse(std::move(words));

  std::map<const CLI::Option*, std::size_t> seen;
  for (const CLI::Option* typed : app.parse_order()) {
    Option& option = *ours.at(typed);
    const std::size_t nth = seen[typed]++;
    hand_over(option, option.is_flag() ? "" : typed->results().at(nth));
  }
  return app.remaining();
}

std::string more_help(const Args& args, std::string_view command) {
  if (args.rest_ && args.rest_->from_first_word)
    return fmt::format("options that are not cauth's stand behind --: {} -- …", command);
  return fmt::format("\"{} --help\" lists what it takes", command);
}

[[noreturn]] void refuse_option(const Args& args, std::string_view word, std::string_view command) {
  std::vector<std::string> known;
  for (const auto& option : args.options) {
    if (!option.hidden_) known.insert(known.end(), option.names.begin(), option.names.end());
  }
  const std::string name = is_long(word) ? name_of(word) : std::string(word.substr(0, 2));
  const auto near = is_long(word) ? nearest(name, known) : std::nullopt;
  throw usage_error(fmt::format("unknown option \"{}\" of {}", printable(name), command),
                    near ? fmt::format("did you mean \"{}\"? {}", *near, more_help(args, command))
                         : more_help(args, command));
}

}  // namespace

void hand_over(Option& option, const std::string& value) {
  check_choice(option, option.names.back(), value);
  option.given = true;
  option.set(value);
}

Option& Option::choices(std::vector<std::string> names_of_choices) {
  choices_ = std::move(names_of_choices);
  return *this;
}

Option& Option::completes(Completion with) {
  completion_ = with;
  return *this;
}

Option& Option::variable(Text name) {
  variable_ = name;
  return *this;
}

Option& Option::required() {
  required_ = true;
  return *this;
}

Option& Option::hidden() {
  hidden_ = true;
  return *this;
}

Option& Option::section(Text title) {
  section_ = title;
  return *this;
}

Option& Args::each(std::string_view names, Text value_name, Text help, std::function<void(std::string)> set) {
  Option option;
  option.names = split_names(names);
  option.value_name = value_name;
  option.help = help;
  option.set = std::move(set);
  return options.emplace_back(std::move(option));
}

Option& Args::flag(bool& into, std::string_view names, Text help) {
  return each(names, "", help, [&into](const std::string&) { into = true; });
}

Option& Args::flag_pair(std::optional<bool>& into, std::string_view name, Text help) {
  each(name, "", help, [&into](const std::string&) { into = true; });
  each("--no-" + std::string(name.substr(2)), "", keep(fmt::format("the opposite of {}", name)),
       [&into](const std::string&) { into = false; });
  return options[options.size() - 2];
}

Option& Args::option(std::optional<std::string>& into, std::string_view names, Text value_name, Text help) {
  return each(names, value_name, help, [&into](std::string value) { into = std::move(value); });
}

Option& Args::option(std::vector<std::string>& into, std::string_view names, Text value_name, Text help) {
  Option& option =
      each(names, value_name, help, [&into](std::string value) { into.push_back(std::move(value)); });
  option.repeatable = true;
  return option;
}

Option& Args::positional(std::optional<std::string>& into, Text name, Text help) {
  Option option;
  option.names = {std::string(name.view())};
  option.value_name = name;
  option.help = help;
  option.set = [&into](std::string value) { into = std::move(value); };
  return positionals.emplace_back(std::move(option));
}

Option& Args::positional(std::vector<std::string>& into, Text name, Text help) {
  Option option;
  option.names = {std::string(name.view())};
  option.value_name = name;
  option.help = help;
  option.repeatable = true;
  option.set = [&into](std::string value) { into.push_back(std::move(value)); };
  return positionals.emplace_back(std::move(option));
}

Option& Args::setting(std::string_view name) {
  const session::SettingRow* row = session::find_setting_row(name);
  if (row == nullptr || row->flag.empty()) {
    throw Error(Category::internal, fmt::format("no setting with a flag is called {}", name));
  }
  Option& option = each(row->flag, Text(row->value_name), Text(row->help),
                        [sink = on_setting, key = row->name, is_list = row->is_list,
                         list = std::string()](std::string value) mutable {
                          if (is_list && !list.empty()) value = list + ' ' + value;
                          list = value;
                          sink(key, std::move(value));
                        });
  for (const auto choice : split_words(row->choices)) option.choices_.emplace_back(choice);
  if (name == "profile") option.completes(Completion::profile);
  if (row->value_name == "FILE") option.completes(Completion::file);
  return option.variable(Text(row->variable));
}

void Args::rest(std::vector<std::string>& into, Text name, Text help) {
  rest_ = Rest{.into = &into, .name = name, .help = help};
}

void Args::rest_from_first_word(std::vector<std::string>& into, Text name, Text help) {
  rest(into, name, help);
  rest_->from_first_word = true;
}

const Option* Args::find(std::string_view name) const {
  for (const auto& option : options) {
    if (std::find(option.names.begin(), option.names.end(), name) != option.names.end()) return &option;
  }
  return nullptr;
}

std::size_t count_leading_options(const Args& args, const Words& words) {
  std::size_t count = 0;
  while (count < words.size() && looks_like_option(words[count]) && words[count] != "--") {
    count += option_that_wants_next_word(args, words[count]) != nullptr ? 2U : 1U;
  }
  return std::min(count, words.size());
}

Leftover fill_options(Args& args, const Words& words) {
  Prepared prepared = prepare(args, words);
  Leftover leftover{.words = run_parser(args, std::move(prepared.words)), .after_separator = {}};
  if (args.rest_ && prepared.separated) {
    *args.rest_->into = std::move(prepared.after_separator);
  } else {
    leftover.after_separator = std::move(prepared.after_separator);
  }
  return leftover;
}

void fill_positionals(Args& args, const Leftover& leftover, std::string_view command) {
  Words plain;
  for (const auto& option : args.options) {
    if (option.required_ && !option.given) {
      throw usage_error(fmt::format("{} is required: {}", option.names.back(), option.help),
                        more_help(args, command));
    }
  }
  for (const auto& word : leftover.words) {
    if (looks_like_option(word)) refuse_option(args, word, command);
    plain.push_back(word);
  }
  plain.insert(plain.end(), leftover.after_separator.begin(), leftover.after_separator.end());

  auto word = plain.begin();
  for (auto& positional : args.positionals) {
    if (word == plain.end() && positional.required_) {
      throw usage_error(fmt::format("{} is missing: {}", positional.value_name, positional.help),
                        more_help(args, command));
    }
    while (word != plain.end()) {
      hand_over(positional, *word++);
      if (!positional.repeatable) break;
    }
  }
  if (word != plain.end()) {
    throw usage_error(fmt::format("\"{}\" is a word too many for {}", printable(*word), command),
                      more_help(args, command));
  }
}

void parse(Args& args, const Words& words, std::string_view command) {
  fill_positionals(args, fill_options(args, words), command);
}

}  // namespace cauth::cli
