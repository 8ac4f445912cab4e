#include "base/bytes.hpp"
#include "cognito/pool.hpp"
#include "serve/sandbox/devices.hpp"
#include "serve/sandbox/input.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/tokens.hpp"
#include "serve/sandbox/user_json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>

// The devices that a user signs in with.
namespace cauth::serve::sandbox {
namespace {

constexpr std::size_t kGroupKeyOctets = 6;
// More are not kept: what a sandbox remembers must not grow without end.
constexpr std::size_t kMostDevices = 100;

Bearer bearer_of(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  if (bearer.pool.device_tracking == DeviceTracking::off) {
    throw refusal("InvalidUserPoolConfigurationException",
                  "Device tracking is not enabled for the user pool.");
  }
  return bearer;
}

Device& device_of(User& user, const Json& input) {
  const auto found = user.devices.find(required_text(input, "DeviceKey"));
  if (found == user.devices.end()) throw refusal("ResourceNotFoundException", "Device does not exist.");
  return found->second;
}

Json attribute(std::string_view name, std::string_view value) {
  return {{"Name", name}, {"Value", value}};
}

std::string_view status_of(const Device& device) {
  return device.remembered ? "remembered" : "not_remembered";
}

Json device_json(const Device& device) {
  Json attributes = Json::array({attribute("device_status", "valid")});
  if (!device.name.empty()) attributes.push_back(attribute("device_name", device.name));
  attributes.push_back(attribute("dev:device_remembered_status", status_of(device)));
  return {{"DeviceKey", device.key},
          {"DeviceAttributes", std::move(attributes)},
          {"DeviceCreateDate", time_json(device.created)},
          {"DeviceLastModifiedDate", time_json(device.modified)},
          {"DeviceLastAuthenticatedDate", time_json(device.last_signed_in)}};
}

std::string octets_member(const Json& config, const char* name) {
  const auto octets = base64_decode(required_text(config, name));
  if (!octets || octets->empty()) throw invalid_parameter(fmt::format("{} is no base64", name));
  return *octets;
}

}  // namespace

Device& new_device(State& state, const Pool& pool, User& user) {
  if (user.devices.size() >= kMostDevices) user.devices.clear();
  const TimePoint now = state.now();
  Device device{
      .key = fmt::format("{}_{}", cognito::parse_pool_id(pool.id).region, random_uuid(state.random)),
      .group_key = "-" + base64url_encode(random_octets(state.random, kGroupKeyOctets)),
      .created = now,
      .modified = now,
      .last_signed_in = now};
  std::string key = device.key;
  return user.devices.emplace(std::move(key), std::move(device)).first->second;
}

Json confirm_device(State& state, const Json& input) {
  const Bearer bearer = bearer_of(state, input);
  Device& device = device_of(bearer.user, input);
  if (!device.verifier.empty()) throw refusal("DeviceKeyExistsException", "Device already exists.");
  const auto config = input.find("DeviceSecretVerifierConfig");
  if (config == input.end() || !config->is_object()) {
    throw invalid_parameter("Device secret verifier config is missing.");
  }
  device.salt = octets_member(*config, "Salt");
  device.verifier = octets_member(*config, "PasswordVerifier");
  device.name = optional_text(input, "DeviceName").value_or("");
  const bool asks = bearer.pool.device_tracking == DeviceTracking::opt_in;
  device.remembered = !asks;
  device.modified = state.now();
  return {{"UserConfirmationNecessary", asks}};
}

Json list_devices(State& state, const Json& input) {
  constexpr int kMost = 60;
  const Bearer bearer = bearer_of(state, input);
  const auto limit = static_cast<std::size_t>(optional_number(input, "Limit", 1, kMost, kMost));
  const std::string after = optional_text(input, "PaginationToken").value_or("");
  Json answer = {{"Devices", Json::array()}};
  for (auto at = bearer.user.devices.upper_bound(after); at != bearer.user.devices.end(); ++at) {
    if (answer["Devices"].size() == limit) {
      answer["PaginationToken"] = answer["Devices"].back()["DeviceKey"];
      break;
    }
    answer["Devices"].push_back(device_json(at->second));
  }
  return answer;
}

Json get_device(State& state, const Json& input) {
  const Bearer bearer = bearer_of(state, input);
  return {{"Device", device_json(device_of(bearer.user, input))}};
}

Json forget_device(State& state, const Json& input) {
  const Bearer bearer = bearer_of(state, input);
  const std::string key = device_of(bearer.user, input).key;
  state.grants.revoke_all_of_device(bearer.user, key);
  bearer.user.devices.erase(key);
  return Json::object();
}

Json update_device_status(State& state, const Json& input) {
  const Bearer bearer = bearer_of(state, input);
  Device& device = device_of(bearer.user, input);
  const std::string status = optional_text(input, "DeviceRememberedStatus").value_or("remembered");
  if (status != "remembered" && status != "not_remembered") {
    throw invalid_parameter(fmt::format(
        "1 validation error detected: Value '{}' at 'deviceRememberedStatus' failed to satisfy constraint: "
        "Member must satisfy enum value set: [not_remembered, remembered]",
        status));
  }
  device.remembered = status == "remembered";
  device.modified = state.now();
  return Json::object();
}

}  // namespace cauth::serve::sandbox
