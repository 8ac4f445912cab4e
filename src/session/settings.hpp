#pragma once

#include "base/environ.hpp"
#include "base/secret.hpp"
#include "session/config_file.hpp"
#include "session/setting_rows.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

/// Where a value came from, the strongest first.
enum class Layer { flag, own_variable, profile, other_variable, derived };

/// A value and where it came from, for messages and `configure list`: "--region", "CAUTH_REGION",
/// "profile default".
struct Setting {
  std::string value;
  std::string origin;
  Layer layer = Layer::flag;
};

/// A secret that is known to be there and not yet read.
struct SecretSetting {
  const SecretSource* source = nullptr;  ///< null: the variable named by `origin` holds it
  const SecretSource* other = nullptr;   ///< the second of a client's two; null: there is none
  std::string origin;
};

/// What becomes of a profile that was named and is not there: everybody but `configure` refuses.
enum class UnknownProfile { refused, allowed };

using SettingFlags = std::map<std::string, std::string, std::less<>>;

/// flag > CAUTH_… > profile > other tools' variables. Nothing is read from the current directory.
class Settings {
 public:
  /// `flags`: what was typed, by setting name. Error{usage} when a profile or config file that was named does
  /// not exist, or the config file cannot be understood.
  Settings(const Environ& env, SettingFlags flags, UnknownProfile unknown = UnknownProfile::refused);

  const std::string& profile_name() const { return profile_name_; }
  const Profile& profile() const;
  const ConfigFile& config() const { return config_; }

  /// Error{usage} when the value is none of the setting's choices.
  std::optional<Setting> find(std::string_view name) const;
  std::optional<std::string> get(std::string_view name) const;
  /// Error{usage} that names the flag, the variable and the profile setting.
  std::string require(std::string_view name) const;
  /// 1, 0, true, false; Error{usage} for anything else. False when it is not set.
  bool enabled(std::string_view name) const;

  /// "client_secret" or "password": where it would be read from, without reading it. A client secret belongs
  /// to the client that stands beside it: one whose place names another client than the one in use is passed
  /// over.
  std::optional<SecretSetting> find_secret(std::string_view name) const;
  /// Why there is no client secret although one is set: the sentence for the user; empty when none was passed
  /// over.
  std::string client_secret_passed_over() const;
  /// The secret, read now: call this when it is about to be sent. Errors as read_secret has them.
  std::optional<SecretString> secret(std::string_view name) const;
  /// The second of the client's two secrets, read now; nothing where there is one or none.
  std::optional<SecretString> other_client_secret() const;

  /// A region from: flag, variable or profile; the pool id; AWS_REGION; AWS_DEFAULT_REGION; the AWS
  /// profile's. find("region") is the same.
  std::optional<Setting> region() const;
  /// What the user should know before anything is sent: pool and client from two different places, a client
  /// secret that was passed over, a secret in plain text in the config file.
  std::vector<std::string> warnings() const;

 private:
  std::optional<Setting> find_in(Layer layer, const SettingRow& row) const;
  std::optional<SecretSetting> find_secret_in(Layer layer, const SettingRow& row) const;
  bool names_another_client(Layer layer) const;

  const Environ& env_;
  SettingFlags flags_;
  ConfigFile config_;
  std::string profile_name_;
  Profile no_profile_;  ///< stands for one that the file does not have
};

}  // namespace cauth::session
