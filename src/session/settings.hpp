#pragma once

#include "base/environ.hpp"
#include "session/config_file.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

/// A value and where it came from, for messages and `configure list`: "--region", "CAUTH_REGION", "profile
/// default".
struct Setting {
  std::string value;
  std::string origin;
};

/// Every setting there is, one line each: its name in the profile, its flag, its variables. The table in
/// settings.cpp is what the manual prints.
struct SettingRow {
  std::string_view name;             ///< "user_pool_id"
  std::string_view flag;             ///< "--user-pool-id"; empty: no flag
  std::string_view variable;         ///< "CAUTH_USER_POOL_ID"
  std::string_view other_variables;  ///< of other tools, by spaces; they only fill gaps
  std::string_view help;
  bool secret = false;
};
const std::vector<SettingRow>& setting_rows();

/// flag > CAUTH_… > profile > other tools' variables > default.
class Settings {
 public:
  /// `flags`: what was typed, by setting name. Error{usage} when a profile that was named does not exist.
  Settings(const Environ& env, std::map<std::string, std::string, std::less<>> flags);

  const std::string& profile_name() const { return profile_name_; }
  const Profile& profile() const { return profile_; }
  const ConfigFile& config() const { return config_; }

  std::optional<Setting> find(std::string_view name) const;
  std::optional<std::string> get(std::string_view name) const;
  /// Error{usage} that names the flag, the variable and the profile setting.
  std::string require(std::string_view name) const;
  /// 1, 0, true, false; Error{usage} for anything else.
  bool enabled(std::string_view name) const;

  /// A region from: flag, variable or profile; the pool id; AWS_REGION; AWS_DEFAULT_REGION; the AWS
  /// profile's.
  std::optional<Setting> region() const;
  /// Warnings about where values came from ("pool from X, client from Y").
  std::vector<std::string> warnings() const;

 private:
  const Environ& env_;
  std::map<std::string, std::string, std::less<>> flags_;
  ConfigFile config_;
  std::string profile_name_;
  Profile profile_;
};

}  // namespace cauth::session
