#include "session/device_store.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "session/file_names.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <filesystem>
#include <system_error>
#include <utility>

namespace cauth::session {
namespace {

constexpr std::size_t kLargestDevice = std::size_t{16} * 1024;
constexpr std::string_view kExtension = ".json";

std::filesystem::path path_for(const DeviceOwner& owner, const std::filesystem::path& state,
                               std::string_view extension) {
  return state / "devices" /
         (file_name_for(owner.username, {owner.endpoint, owner.user_pool_id, owner.username}) +
          std::string(extension));
}

SecretString to_text(const KeptDevice& kept) {
  WipedJson object;
  object["endpoint"] = kept.owner.endpoint;
  object["user_pool_id"] = kept.owner.user_pool_id;
  object["username"] = kept.owner.username;
  object["alias"] = kept.alias;
  object["client_id"] = kept.client_id;
  object["device_key"] = kept.device.key;
  object["device_group_key"] = kept.device.group_key;
  object["device_password"] = kept.device.password.reveal();
  return secret_json_text(*object);
}

// Nothing: it is no device.
std::optional<KeptDevice> from_text(std::string_view text) {
  ParsedJson parsed = parse_json(text);
  if (!parsed) return std::nullopt;
  const WipedJson json(std::move(*parsed));
  const auto member = [&](std::string_view name) { return string_member_or(*json, name, {}); };
  KeptDevice kept{.owner = {.endpoint = member("endpoint"),
                            .user_pool_id = member("user_pool_id"),
                            .username = member("username")},
                  .alias = member("alias"),
                  .client_id = member("client_id"),
                  .device = {.key = member("device_key"),
                             .group_key = member("device_group_key"),
                             .password = SecretString::take(member("device_password"))}};
  const bool whole = !kept.owner.username.empty() && !kept.device.key.empty() &&
                     !kept.device.group_key.empty() && !kept.device.password.empty();
  return whole ? std::optional(std::move(kept)) : std::nullopt;
}

std::optional<KeptDevice> read_or_pass_over(const std::filesystem::path& path) {
  try {
    const auto text = read_secret_file_if_there(path, kLargestDevice);
    return text ? from_text(text->reveal()) : std::nullopt;
  } catch (const Error&) {
    // One file that cannot be read must not keep a user from signing in.
    return std::nullopt;
  }
}

}  // namespace

void DeviceStore::keep(const KeptDevice& device) {
  const auto state = state_folder(env_);
  const auto path = path_for(device.owner, state, kExtension);
  make_private_folder(path.parent_path());
  const FileLock lock("the device", path_for(device.owner, state, ".lock"), clock_.now() + kLockWait, clock_);
  write_private_file(path, to_text(device).reveal());
}

std::optional<KeptDevice> DeviceStore::load(const DeviceOwner& owner) const {
  const auto state = env_.state_dir();
  if (!state) return std::nullopt;
  const auto path = path_for(owner, *state, kExtension);
  const auto text = read_secret_file_if_there(path, kLargestDevice);
  if (!text) return std::nullopt;
  auto kept = from_text(text->reveal());
  if (!kept || kept->owner != owner) {
    throw usage_error(fmt::format("the device file \"{}\" cannot be understood", path.string()),
                      "remove the file and sign in again");
  }
  return kept;
}

std::optional<KeptDevice> DeviceStore::find(std::string_view endpoint, std::string_view user_pool_id,
                                            std::string_view client_id, std::string_view name) const {
  const auto state = env_.state_dir();
  if (!state) return std::nullopt;
  std::error_code problem;
  for (auto at = std::filesystem::directory_iterator(*state / "devices", problem);
       !problem && at != std::filesystem::directory_iterator(); at.increment(problem)) {
    if (at->path().extension() != kExtension) continue;
    auto kept = read_or_pass_over(at->path());
    if (!kept || kept->owner.endpoint != endpoint) continue;
    const bool same_pool =
        user_pool_id.empty() ? kept->client_id == client_id : kept->owner.user_pool_id == user_pool_id;
    if (same_pool && (kept->owner.username == name || kept->alias == name)) return kept;
  }
  return std::nullopt;
}

void DeviceStore::forget(const DeviceOwner& owner, std::string_view device_key) {
  const auto state = env_.state_dir();
  if (!state) return;
  const auto path = path_for(owner, *state, kExtension);
  if (!std::filesystem::exists(path)) return;
  const FileLock lock("the device", path_for(owner, *state, ".lock"), clock_.now() + kLockWait, clock_);
  const auto kept = read_or_pass_over(path);
  if (!kept || kept->device.key == device_key) remove_file(path);
}

}  // namespace cauth::session
