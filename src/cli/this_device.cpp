#include "cli/this_device.hpp"

#include "base/error.hpp"
#include "cli/kept_keys.hpp"

namespace cauth::cli {

session::DeviceOwner device_owner(const session::SessionKey& key) {
  return {.endpoint = key.endpoint, .user_pool_id = key.user_pool_id, .username = key.username};
}

std::string device_key_meant(Context& context, const std::optional<session::SessionKey>& session,
                             const std::optional<std::string>& typed) {
  if (typed) return *typed;
  if (session) {
    const auto store = open_devices(context);
    if (const auto kept = store.load(device_owner(*session))) return kept->device.key;
  }
  throw usage_error("this machine is no device of the user's",
                    "name the device: \"cauth devices\" lists them");
}

}  // namespace cauth::cli
