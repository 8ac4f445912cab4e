#pragma once

#include "base/environ.hpp"
#include "base/secret.hpp"

#include <cstddef>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

constexpr std::size_t kLargestConfig = std::size_t{1} << 20U;

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
  std::optional<std::string> scopes;  ///< of the session whose token it gets, with blanks between
};

/// One [profile.NAME] of config.toml.
struct Profile {
  std::map<std::string, std::string, std::less<>> values;    ///< plain settings by their name in the file
  std::map<std::string, SecretSource, std::less<>> secrets;  ///< client_secret, password
  std::vector<OriginBinding> origins;
};

struct ConfigFile {
  std::filesystem::path path;  ///< empty: there is no home folder
  bool exists = false;
  std::map<std::string, Profile, std::less<>> profiles;
};

/// The file named by --config-file (`named`) or CAUTH_CONFIG, else config.toml in the config folder; an empty
/// path when there is no home folder to look in.
std::filesystem::path config_path(const Environ& env, const std::optional<std::string>& named);

/// Error{usage} with file, line and what is wrong when it cannot be parsed, or has a setting that none knows
/// (with the nearest that there is). A file that is not there has no profiles. `home` is what `~/` stands for
/// in the names of secret files; others are relative to the config file's folder.
ConfigFile read_config(const std::filesystem::path& path, const std::optional<std::filesystem::path>& home);

/// A setting's new value as TOML writes it ("\"eu-west-1\"", "{ env = \"SECRET\" }"); empty: the setting is
/// removed.
struct ProfileChange {
  std::string name;
  std::string toml_value;
};

/// Writes settings into one profile, leaving everything else in the file, comments included, as it is; a file
/// or profile that is not there is made. Never overwrites a file that cannot be parsed. Error{usage} when the
/// profile is written in a way that cannot be edited without touching the rest.
void write_profile(const std::filesystem::path& path, std::string_view profile,
                   const std::vector<ProfileChange>& changes);

}  // namespace cauth::session
