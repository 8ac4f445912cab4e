#pragma once

#include <fmt/format.h>

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {

struct World;

/// What a shell can complete a value with.
enum class Completion { none, file, folder, profile, command };

/// A text of the program itself: a literal, a row of a table, or what Args::keep keeps. Nothing is copied and
/// nothing read before somebody shows it, which most runs never do.
class Text {
 public:
  constexpr Text() = default;
  // NOLINTNEXTLINE(google-explicit-constructor): consteval, so a literal it is
  consteval Text(const char* literal) : view_(literal) {}
  /// `lasting` has to outlive the Args.
  explicit constexpr Text(std::string_view lasting) : view_(lasting) {}
  // NOLINTNEXTLINE(google-explicit-constructor)
  constexpr operator std::string_view() const { return view_; }
  constexpr std::string_view view() const { return view_; }

 private:
  std::string_view view_;
};

/// One option, flag or positional, as the parser, the help text, the man page and the completions see it.
struct Option {
  std::vector<std::string> names;  ///< "-d", "--data"; a positional has its name without dashes
  std::string_view value_name;     ///< "URL"; empty: a flag
  std::string_view help;           ///< one line, lower case, no full stop
  bool repeatable = false;
  std::vector<std::string> choices_;
  std::string_view variable_;  ///< the CAUTH_… variable that says the same, for the help
  Completion completion_ = Completion::none;
  bool required_ = false;
  bool hidden_ = false;
  std::string_view section_;  ///< title of a group of options in help and manual; empty: the first group
  bool given = false;         ///< it stood on the line
  std::function<void(std::string)>
      set;  ///< called once for each time it stands on the line, in the line's order

  Option& choices(std::vector<std::string> names_of_choices);
  Option& completes(Completion with);
  Option& variable(Text name);
  Option& required();
  Option& hidden();
  Option& section(Text title);

  bool is_flag() const { return value_name.empty(); }
};

/// What a command takes. `declare` fills it in; the parser, the help text, the man page and the completions
/// are made from it. Names are written "-d,--data".
class Args {
 public:
  Option& flag(bool& into, std::string_view names, Text help);
  /// "--permanent" and "--no-permanent".
  Option& flag_pair(std::optional<bool>& into, std::string_view name, Text help);
  /// The last one counts.
  Option& option(std::optional<std::string>& into, std::string_view names, Text value_name, Text help);
  /// Repeatable, one value each.
  Option& option(std::vector<std::string>& into, std::string_view names, Text value_name, Text help);
  /// For everything else: `set` may throw Error{usage}.
  Option& each(std::string_view names, Text value_name, Text help, std::function<void(std::string)> set);
  Option& positional(std::optional<std::string>& into, Text name, Text help);
  Option& positional(std::vector<std::string>& into, Text name, Text help);
  /// What follows `--`, as it stands.
  void rest(std::vector<std::string>& into, Text name, Text help);
  /// The same, and it begins at the first word that is no option as well, `--` or not.
  void rest_from_first_word(std::vector<std::string>& into, Text name, Text help);
  /// The command reads its words itself, by rules of its own: `read` gets them, with the options of every
  /// command and the settings declared; the options that the command declares are for the help alone.
  void read_by(std::function<void(Args& args, const std::vector<std::string>& words, World& world)> read) {
    reader = std::move(read);
  }
  /// A setting of session/settings.hpp by its name there: flag, help and variable come from its row.
  Option& setting(std::string_view name);

  /// Paragraphs for the man page and the long help, and examples: a comment and a command line.
  void describe(Text paragraphs) { description = paragraphs; }
  void example(Text comment, Text line) { examples.push_back({comment, line}); }

  /// For a text that was put together: it lasts as long as the Args and its copies.
  Text keep(std::string text) {
    return Text(*kept_.emplace_back(std::make_shared<const std::string>(std::move(text))));
  }

  struct Example {
    std::string_view comment, line;
  };
  struct Rest {
    std::vector<std::string>* into = nullptr;
    std::string_view name, help;
    bool from_first_word = false;
  };
  /// The option that has this name ("-d", "--data"); null where there is none.
  const Option* find(std::string_view name) const;

  std::function<void(Args&, const std::vector<std::string>&, World&)> reader;  ///< see read_by

  std::vector<Option> options;  ///< in the order they were declared
  std::vector<Option> positionals;
  std::optional<Rest> rest_;
  std::vector<Example> examples;
  std::string_view description;
  /// Gets the settings typed as flags, by setting name; set before `declare`.
  std::function<void(std::string_view name, std::string value)> on_setting;

 private:
  std::vector<std::shared_ptr<const std::string>> kept_;
};

using Words = std::vector<std::string>;

/// How many words at the beginning are options and their values: up to a plain word or `--`.
std::size_t count_leading_options(const Args& args, const Words& words);

/// Fills in the options that were typed and gives back the words that are none that `args` knows: plain words
/// and unknown options, in the line's order. What follows `--` is filled in as it stands where `args` has a
/// rest. Error{usage} for a missing value and for what an option's `set` refuses. Short flags may be
/// clustered (-sS), values glued (-XPOST) or given with `=`; a value may begin with `-`.
struct Leftover {
  Words words;
  Words after_separator;  ///< what follows `--` where there is no rest: plain words all
};
Leftover fill_options(Args& args, const Words& words);

/// Fills in the positionals, and checks: Error{usage} for an unknown option (with the nearest known one), a
/// missing required one, a word too many. `command`: "cauth decode", for the messages.
void fill_positionals(Args& args, const Leftover& leftover, std::string_view command);

/// Gives a value to an option as if it had been read from the line. Error{usage} for one that is not among
/// its choices.
void hand_over(Option& option, const std::string& value);

/// Both.
void parse(Args& args, const Words& words, std::string_view command);

}  // namespace cauth::cli
