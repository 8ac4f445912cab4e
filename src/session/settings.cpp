#include "session/settings.hpp"

#include "aws/profile_files.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cognito/pool.hpp"
#include "session/secret_source.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace cauth::session {
namespace {

constexpr std::string_view kDefaultProfile = "default";
constexpr std::array kLayers = {Layer::flag, Layer::own_variable, Layer::profile, Layer::other_variable};

const SettingRow& row_of(std::string_view name) {
  const SettingRow* row = find_setting_row(name);
  if (row == nullptr) throw Error(Category::internal, fmt::format("there is no setting \"{}\"", name));
  return *row;
}

std::optional<std::string> typed(const SettingFlags& flags, std::string_view name) {
  const auto found = flags.find(name);
  if (found == flags.end()) return std::nullopt;
  return found->second;
}

ConfigFile read_named_config(const Environ& env, const SettingFlags& flags, UnknownProfile unknown) {
  const auto flag = typed(flags, "config_file");
  ConfigFile config = read_config(config_path(env, flag), env.home());
  const bool named = flag || env.get("CAUTH_CONFIG");
  if (named && !config.exists && unknown == UnknownProfile::refused) {
    throw usage_error(fmt::format("there is no config file \"{}\"", config.path.string()),
                      "\"cauth configure\" makes one");
  }
  return config;
}

std::string written_in(const Settings& settings) {
  return fmt::format("profile {}", settings.profile_name());
}

}  // namespace

Settings::Settings(const Environ& env, SettingFlags flags, UnknownProfile unknown)
    : env_(env), flags_(std::move(flags)), config_(read_named_config(env, flags_, unknown)) {
  profile_name_ =
      typed(flags_, "profile").value_or(env.get("CAUTH_PROFILE").value_or(std::string(kDefaultProfile)));
  if (profile_name_ == kDefaultProfile || config_.profiles.contains(profile_name_) ||
      unknown == UnknownProfile::allowed) {
    return;
  }
  std::vector<std::string> names;
  for (const auto& [name, profile] : config_.profiles) names.push_back(name);
  const auto near = nearest(profile_name_, names);
  throw usage_error(
      fmt::format("there is no profile \"{}\"", printable(profile_name_)),
      near ? fmt::format("did you mean \"{}\"?", *near)
           : "\"cauth configure\" makes one; there is: " + (names.empty() ? "none" : join(names, ", ")));
}

const Profile& Settings::profile() const {
  const auto found = config_.profiles.find(profile_name_);
  return found == config_.profiles.end() ? no_profile_ : found->second;
}

std::optional<Setting> Settings::find_in(Layer layer, const SettingRow& row) const {
  const auto from_variable = [&](std::string_view name) -> std::optional<Setting> {
    auto value = env_.get(name);
    if (!value) return std::nullopt;
    return Setting{.value = *std::move(value), .origin = std::string(name), .layer = layer};
  };
  switch (layer) {
    case Layer::flag:
      if (auto value = typed(flags_, row.name)) {
        return Setting{.value = *std::move(value), .origin = std::string(row.flag), .layer = layer};
      }
      return std::nullopt;
    case Layer::own_variable: return from_variable(row.variable);
    case Layer::profile:
      if (const auto found = profile().values.find(row.name); found != profile().values.end()) {
        return Setting{.value = found->second, .origin = written_in(*this), .layer = layer};
      }
      return std::nullopt;
    case Layer::other_variable:
      for (const auto name : split_words(row.other_variables)) {
        if (auto setting = from_variable(name)) return setting;
      }
      return std::nullopt;
    case Layer::derived: break;
  }
  return std::nullopt;
}

std::optional<Setting> Settings::find(std::string_view name) const {
  if (name == "region") return region();
  const SettingRow& row = row_of(name);
  for (const Layer layer : kLayers) {
    auto setting = find_in(layer, row);
    if (!setting) continue;
    if (const auto problem = problem_with(row, setting->value); !problem.empty()) {
      throw usage_error(fmt::format("{} {}", setting->origin, problem));
    }
    return setting;
  }
  return std::nullopt;
}

std::optional<std::string> Settings::get(std::string_view name) const {
  auto setting = find(name);
  if (!setting) return std::nullopt;
  return std::move(setting->value);
}

std::string Settings::require(std::string_view name) const {
  if (auto value = get(name)) return *std::move(value);
  const SettingRow& row = row_of(name);
  throw usage_error(fmt::format("no {} is set", words_of(name)),
                    fmt::format("give {}, set {}, or write it into the profile: cauth configure set {} …",
                                row.flag, row.variable, row.name));
}

bool Settings::enabled(std::string_view name) const {
  const auto value = get(name);
  return value && parse_boolean(*value).value_or(false);
}

// A secret belongs to the client that stands in the same place.
bool Settings::names_another_client(Layer layer) const {
  const auto here = find_in(layer, row_of("client_id"));
  return here && here->value != get("client_id");
}

std::optional<SecretSetting> Settings::find_secret_in(Layer layer, const SettingRow& row) const {
  if (layer == Layer::profile) {
    const auto found = profile().secrets.find(row.name);
    if (found == profile().secrets.end()) return std::nullopt;
    const auto& other = profile().other_client_secret;
    return SecretSetting{.source = &found->second,
                         .other = row.name == "client_secret" && other ? &*other : nullptr,
                         .origin = written_in(*this)};
  }
  auto setting = find_in(layer, row);
  if (!setting) return std::nullopt;
  wipe(setting->value);
  return SecretSetting{.source = nullptr, .other = nullptr, .origin = std::move(setting->origin)};
}

std::optional<SecretSetting> Settings::find_secret(std::string_view name) const {
  const SettingRow& row = row_of(name);
  for (const Layer layer : kLayers) {
    auto secret = find_secret_in(layer, row);
    if (!secret || (name == "client_secret" && names_another_client(layer))) continue;
    return secret;
  }
  return std::nullopt;
}

std::string Settings::client_secret_passed_over() const {
  const SettingRow& row = row_of("client_secret");
  if (find_secret(row.name)) return {};
  for (const Layer layer : kLayers) {
    const auto secret = find_secret_in(layer, row);
    if (!secret || !names_another_client(layer)) continue;
    const auto owner = find_in(layer, row_of("client_id"));
    return fmt::format("the client secret of {} is that of client {} ({}), and serves no other",
                       secret->origin, owner->value, owner->origin);
  }
  return {};
}

std::optional<SecretString> Settings::secret(std::string_view name) const {
  const auto found = find_secret(name);
  if (!found) return std::nullopt;
  if (found->source != nullptr) return read_secret(*found->source, words_of(name), env_);
  return read_secret(
      {.kind = SecretSource::Kind::environment, .literal = {}, .name = found->origin, .command = {}},
      words_of(name), env_);
}

std::optional<SecretString> Settings::other_client_secret() const {
  const auto found = find_secret("client_secret");
  if (!found || found->other == nullptr) return std::nullopt;
  return read_secret(*found->other, words_of("client_secret"), env_);
}

std::optional<Setting> Settings::region() const {
  const SettingRow& row = row_of("region");
  for (const Layer layer : {Layer::flag, Layer::own_variable, Layer::profile}) {
    if (auto setting = find_in(layer, row)) return setting;
  }
  if (const auto pool = find("user_pool_id")) {
    return Setting{.value = cognito::parse_pool_id(pool->value).region,
                   .origin = "the user pool id",
                   .layer = Layer::derived};
  }
  if (auto setting = find_in(Layer::other_variable, row)) return setting;
  const std::string aws_profile =
      get("aws_profile").value_or(env_.get("AWS_PROFILE").value_or(std::string(kDefaultProfile)));
  const auto section = aws::read_profile(env_, aws_profile);
  if (!section) return std::nullopt;
  const auto found = section->find("region");
  if (found == section->end()) return std::nullopt;
  return Setting{
      .value = found->second, .origin = fmt::format("AWS profile {}", aws_profile), .layer = Layer::derived};
}

std::vector<std::string> Settings::warnings() const {
  std::vector<std::string> warnings;
  const auto pool = find("user_pool_id");
  const auto client = find("client_id");
  if (pool && client && pool->layer != client->layer) {
    warnings.push_back(
        fmt::format("the user pool comes from {}, but the client from {}", pool->origin, client->origin));
  }
  if (auto passed_over = client_secret_passed_over(); !passed_over.empty()) {
    warnings.push_back(std::move(passed_over));
  }
  const auto warn_of = [&](std::string_view name, const SecretSource& source) {
    if (source.kind != SecretSource::Kind::literal) return;
    warnings.push_back(fmt::format(
        "\"{}\" holds the {} of profile \"{}\" in plain text{}", config_.path.string(), words_of(name),
        profile_name_,
        readable_by_others(config_.path) ? ", and other users of this machine can read the file" : ""));
  };
  for (const auto& [name, source] : profile().secrets) warn_of(name, source);
  const auto& other = profile().other_client_secret;
  const auto first = profile().secrets.find("client_secret");
  // Both in plain text are one thing to say.
  if (other && first->second.kind != SecretSource::Kind::literal) warn_of("client_secret", *other);
  return warnings;
}

}  // namespace cauth::session
