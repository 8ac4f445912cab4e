#pragma once

#include "base/secret.hpp"
#include "cli/context.hpp"
#include "session/config_file.hpp"
#include "session/settings.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// Writes settings into the profile that the command line names, which need not be there yet.
class ProfileWriter {
 public:
  /// Error{usage} without a folder to write to, or when the file cannot be understood.
  explicit ProfileWriter(Context& context);

  /// What the profile says now.
  const session::Profile& profile() const { return settings_.profile(); }
  const std::string& profile_name() const { return settings_.profile_name(); }

  /// Error{usage} for a name that is no setting's, or a value that it cannot have. An empty value removes it.
  /// A secret is given by where it is: env:NAME, file:PATH or command:LINE.
  void set(std::string_view name, std::string_view value);
  /// Keeps a secret in a private file of its own, which the profile names.
  void keep_secret(std::string_view name, const SecretString& secret);
  bool anything_to_write() const { return !changes_.empty(); }
  /// Writes, and says so.
  void write();

 private:
  void add(std::string_view name, std::string toml_value);

  Context& context_;
  session::Settings settings_;
  std::vector<session::ProfileChange> changes_;
};

/// The row of a setting that a profile may have. Error{usage} with the nearest name when there is none.
const session::SettingRow& profile_setting(std::string_view name);

}  // namespace cauth::cli
