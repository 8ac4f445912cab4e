#pragma once

#include "base/environ.hpp"
#include "base/secret.hpp"

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::session {

/// Where a secret is to be had (product: "a secret source runs only when the secret is about to be sent").
struct SecretSource {
  enum class Kind { literal, environment, file, shell_command, command } kind = Kind::literal;
  SecretString literal;
  std::string name;                  ///< of the variable or the file, or the shell's line
  std::vector<std::string> command;  ///< argv
};

/// How an origin gets the token: [profile.NAME.origin."https://…"].
struct OriginBinding {
  std::string pattern;
  std::optional<std::string> token_use, auth_header, header_name;
};

/// One [profile.NAME] of config.toml.
struct Profile {
  std::map<std::string, std::string, std::less<>> values;    ///< plain settings by their name in the file
  std::map<std::string, SecretSource, std::less<>> secrets;  ///< client_secret, password
  std::vector<OriginBinding> origins;
};

struct ConfigFile {
  std::filesystem::path path;
  bool exists = false;
  std::map<std::string, Profile, std::less<>> profiles;
};

/// CAUTH_CONFIG, or config.toml in the config folder. `named`: by --config-file.
std::filesystem::path config_path(const Environ& env, const std::optional<std::string>& named);

/// Error{usage} with file, line and what is wrong when it cannot be parsed, or has a setting that none knows
/// (with the nearest that there is). A file that is not there has no profiles.
ConfigFile read_config(const std::filesystem::path& path);

/// Writes settings into one profile, leaving everything else in the file, comments included, as it is. Never
/// overwrites a file that cannot be parsed. An empty value removes the setting.
void write_profile(const std::filesystem::path& path, std::string_view profile,
                   const std::vector<std::pair<std::string, std::string>>& toml_values);

}  // namespace cauth::session
