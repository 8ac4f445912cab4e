#pragma once

#include "call/options.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::call {

/// An option as it was typed.
struct Given {
  std::string value;  ///< empty for a flag
  bool on = true;     ///< false: the opposite of what the row is named
};

/// One option: what the parser, the help, the man page and the completions need, and what it does.
struct OptionRow {
  std::string_view names;       ///< "-d,--data"
  std::string_view value_name;  ///< empty: a flag
  std::string_view help;
  void (*apply)(Line& line, Given given);  ///< Error{usage} for a value that is none. Null: the parser's own
  bool repeatable = false;
  bool takes_file = false;
  std::string_view choices = {};  ///< by spaces
};

// Each in a file of its own: option_rows_….cpp. What libcurl alone understands is in http/curl_options.def.
std::span<const OptionRow> request_rows();
std::span<const OptionRow> answer_rows();
std::span<const OptionRow> course_rows();
std::span<const OptionRow> connection_rows();
std::span<const OptionRow> token_rows();
std::span<const OptionRow> expectation_rows();

/// Rows that belong together, under a title for the help.
struct OptionSection {
  std::string_view title;
  std::span<const OptionRow> rows;
};
std::span<const OptionSection> option_sections();

/// What an option does.
struct FoundOption {
  std::function<void(Line&, Given)> apply;  ///< empty: the parser's own
  bool named_negative = false;              ///< the row is named --no-NAME, and says what that does
};
/// The option of that name, without dashes and without the "no-" of its usual form; nothing: call has none.
std::optional<FoundOption> find_option(std::string_view name);

/// The row that has this name, spelled whole: "--data". Null: there is none, or it is libcurl's alone.
const OptionRow* find_row_named(std::string_view typed);

/// Those that curl has not.
std::vector<const OptionRow*> own_options();
/// One of them, spelled whole: "--token-use". Null: there is none.
const OptionRow* find_own_option(std::string_view typed);

/// Does the row's value belong to its choices? Error{usage} that names them.
void check_choice(const OptionRow& row, std::string_view value);

}  // namespace cauth::call
