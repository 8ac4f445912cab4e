#include "session/device_store.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "session/file_names.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace cauth::session {
namespace {

std::string name_of(const DeviceOwner& owner) {
  return file_name_for(owner.username, {owner.endpoint, owner.user_pool_id, owner.username});
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

}  // namespace

DeviceStore::DeviceStore(const Environ& env, Clock& clock, const StoreChoice& choice)
    : env_(env), clock_(clock), shelf_(open_shelf(choice, kDeviceShelf, env)) {}

void DeviceStore::keep(const KeptDevice& device) {
  const std::string name = name_of(device.owner);
  const FileLock lock = lock_text(kDeviceShelf, name, state_folder(env_), clock_);
  shelf_->write(name, to_text(device));
}

std::optional<KeptDevice> DeviceStore::load(const DeviceOwner& owner) const {
  const std::string name = name_of(owner);
  const auto text = shelf_->read(name);
  if (!text) return std::nullopt;
  auto kept = from_text(text->reveal());
  if (!kept || kept->owner != owner) {
    throw usage_error(fmt::format("{} cannot be understood", shelf_->place_of(name)),
                      fmt::format("{} and sign in again", shelf_->way_to_remove(name)));
  }
  return kept;
}

std::optional<KeptDevice> DeviceStore::find(std::string_view endpoint, std::string_view user_pool_id,
                                            std::string_view client_id, std::string_view name) const {
  const auto names = shelf_->names();
  for (const auto& entry : names) {
    auto kept = read_or_pass_over(entry);
    if (!kept || kept->owner.endpoint != endpoint) continue;
    const bool same_pool =
        user_pool_id.empty() ? kept->client_id == client_id : kept->owner.user_pool_id == user_pool_id;
    if (same_pool && (kept->owner.username == name || kept->alias == name)) return kept;
  }
  return std::nullopt;
}

void DeviceStore::forget(const DeviceOwner& owner, std::string_view device_key) {
  const std::string name = name_of(owner);
  if (!shelf_->read(name)) return;
  const FileLock lock = lock_text(kDeviceShelf, name, state_folder(env_), clock_);
  // Another process may have made a new one since.
  const auto kept = read_or_pass_over(name);
  if (!kept || kept->device.key == device_key) shelf_->remove(name);
}

std::optional<KeptDevice> DeviceStore::read_or_pass_over(const std::string& name) const {
  try {
    const auto text = shelf_->read(name);
    return text ? from_text(text->reveal()) : std::nullopt;
  } catch (const Error& error) {
    // One that cannot be read must not keep a user from signing in.
    if (error.category != Category::usage) throw;
    return std::nullopt;
  }
}

}  // namespace cauth::session
