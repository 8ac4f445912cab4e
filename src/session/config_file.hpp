#pragma once

#include "base/clock.hpp"
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
  /// The second of client_secret where it is a list of two, as a client has two while its secret is replaced.
  std::optional<SecretSource> other_client_secret;
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

/// The same for the text of a file of that name.
ConfigFile parse_config(std::string_view text, const std::filesystem::path& path,
                        const std::optional<std::filesystem::path>& home);

/// A setting's new value as TOML writes it ("\"eu-west-1\"", "{ env = \"SECRET\" }"); empty: the setting is
/// removed.
struct ProfileChange {
  std::string name;
  std::string toml_value;
};

/// The text with settings of one profile changed and everything else, comments included, as it is.
/// Error{usage} when it cannot be parsed, or the profile is written in a way that cannot be edited without
/// touching the rest. `path`: for messages.
std::string edited_config(std::string text, const std::filesystem::path& path, std::string_view profile,
                          const std::vector<ProfileChange>& changes);

/// The same with the file itself; a file or profile that is not there is made. Two writers at a time lose
/// nothing of each other's: the file is read and written under a lock beside it. Error{temporary} when the
/// lock is not free in time.
void write_profile(const std::filesystem::path& path, std::string_view profile,
                   const std::vector<ProfileChange>& changes, Clock& clock);

}  // namespace cauth::session
