#include "base/environ.hpp"

#include "base/text.hpp"

#include <unistd.h>

#include <utility>

namespace cauth {
namespace {

bool is_secret(std::string_view name) {
  if (!name.starts_with("CAUTH_") && !name.starts_with("COGNITO_")) return false;
  return name.find("PASSWORD") != std::string_view::npos || name.find("SECRET") != std::string_view::npos ||
         name.ends_with("TOKEN") || name == "CAUTH_MFA_CODE" || name == "CAUTH_AUTHORIZATION" ||
         name == "CAUTH_PROXY_KEY";
}

}  // namespace

Environ Environ::of_process() {
  Environ environ;
  for (char** line = ::environ; line != nullptr && *line != nullptr; ++line) {
    if (const auto halves = split_once(*line, '='))
      environ.set(std::string(halves->before), std::string(halves->after));
  }
  return environ;
}

std::optional<std::string> Environ::get(std::string_view name) const {
  const auto found = variables_.find(name);
  if (found == variables_.end() || found->second.empty()) return std::nullopt;
  return found->second;
}

void Environ::unset(std::string_view name) {
  if (const auto found = variables_.find(name); found != variables_.end()) variables_.erase(found);
}

std::vector<std::string> Environ::lines() const {
  std::vector<std::string> lines;
  lines.reserve(variables_.size());
  for (const auto& [name, value] : variables_) lines.push_back(name + '=' + value);
  return lines;
}

std::vector<std::string> Environ::lines_without_secrets() const {
  std::vector<std::string> lines;
  for (const auto& [name, value] : variables_) {
    if (!is_secret(name)) lines.push_back(name + '=' + value);
  }
  return lines;
}

std::optional<std::filesystem::path> Environ::home() const {
  if (auto home = get("HOME")) return std::filesystem::path(*std::move(home));
  return std::nullopt;
}

std::optional<std::filesystem::path> Environ::folder(std::string_view own, std::string_view xdg,
                                                     std::string_view below_home) const {
  if (const auto named = get(own)) return std::filesystem::path(*named);
  // The XDG base directory specification: a path that is not absolute is to be ignored.
  if (const auto base = get(xdg); base && base->starts_with('/'))
    return std::filesystem::path(*base) / "cauth";
  if (const auto base = home()) return *base / below_home / "cauth";
  return std::nullopt;
}

std::optional<std::filesystem::path> Environ::config_dir() const {
  return folder("CAUTH_CONFIG_DIR", "XDG_CONFIG_HOME", ".config");
}
std::optional<std::filesystem::path> Environ::state_dir() const {
  return folder("CAUTH_STATE_DIR", "XDG_STATE_HOME", ".local/state");
}
std::optional<std::filesystem::path> Environ::cache_dir() const {
  return folder("CAUTH_CACHE_DIR", "XDG_CACHE_HOME", ".cache");
}

}  // namespace cauth
