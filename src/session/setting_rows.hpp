#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cauth::session {

enum class SettingKind { text, boolean, secret };

/// One setting: its name in the profile, its flag, its variables.
struct SettingRow {
  std::string_view name;             ///< "user_pool_id"
  std::string_view flag;             ///< "--user-pool-id"; empty: no flag
  std::string_view variable;         ///< "CAUTH_USER_POOL_ID"
  std::string_view other_variables;  ///< of other tools, by spaces, the first that is set counts
  std::string_view value_name;       ///< "ID", for the help
  std::string_view help;
  SettingKind kind = SettingKind::text;
  std::string_view choices = {};  ///< by spaces; empty: any text
  bool in_profile = true;         ///< false: the profile itself is found by it
  bool is_list = false;           ///< words with blanks between: a list in the profile, flags add up
};

/// Every setting there is. The manual, the flags, the profile's names and `configure` come from this table.
std::span<const SettingRow> setting_rows();

/// The row of that name; null when there is none.
const SettingRow* find_setting_row(std::string_view name);

/// As people say it: "user pool id", "client secret".
std::string words_of(std::string_view setting_name);

/// What is wrong with a value, to follow the name of what holds it: `must be "id" or "access", not "x"`;
/// empty when nothing is.
std::string problem_with(const SettingRow& row, std::string_view value);

/// 1, 0, true, false in any case; nothing for anything else.
std::optional<bool> parse_boolean(std::string_view value);

}  // namespace cauth::session
