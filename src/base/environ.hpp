#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth {

/// A copy of the environment, made once at the start. Variables that are set but empty count as not set, as
/// they do for the AWS CLI and in the XDG rules.
class Environ {
 public:
  Environ() = default;
  explicit Environ(std::map<std::string, std::string, std::less<>> variables)
      : variables_(std::move(variables)) {}
  /// From `environ`.
  static Environ of_process();

  std::optional<std::string> get(std::string_view name) const;
  void set(std::string name, std::string value) { variables_[std::move(name)] = std::move(value); }
  void unset(std::string_view name);

  /// "NAME=value" lines, for a child.
  std::vector<std::string> lines() const;
  /// The same without cauth's own secrets (CAUTH_…PASSWORD, …SECRET, …TOKEN), which no child needs.
  std::vector<std::string> lines_without_secrets() const;

  /// $HOME; nothing when it is not set.
  std::optional<std::filesystem::path> home() const;
  /// The folders cauth keeps its files in: CAUTH_CONFIG_DIR, CAUTH_STATE_DIR, CAUTH_CACHE_DIR, else
  /// $XDG_…_HOME/cauth, else the XDG defaults below the home folder. Nothing when there is no home folder.
  std::optional<std::filesystem::path> config_dir() const;
  std::optional<std::filesystem::path> state_dir() const;
  std::optional<std::filesystem::path> cache_dir() const;

 private:
  std::optional<std::filesystem::path> folder(std::string_view own, std::string_view xdg,
                                              std::string_view below_home) const;

  std::map<std::string, std::string, std::less<>> variables_;
};

}  // namespace cauth
