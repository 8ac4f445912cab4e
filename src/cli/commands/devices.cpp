#include "base/duration.hpp"
#include "base/text.hpp"
#include "cli/columns.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/kept_keys.hpp"
#include "cli/output.hpp"
#include "cli/sessions.hpp"
#include "cli/this_device.hpp"
#include "cli/user_access.hpp"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {
namespace {

std::string attribute(const Json& device, std::string_view name) {
  const auto attributes = device.find("DeviceAttributes");
  if (attributes == device.end()) return {};
  for (const auto& item : *attributes) {
    if (string_member_or(item, "Name", "") == name) return string_member_or(item, "Value", "");
  }
  return {};
}

// Seconds since 1970, with a fraction.
std::string time_of(const Json& device, const char* name) {
  constexpr double kLatest = 253'402'300'800;  // the year 10000
  const auto found = device.find(name);
  if (found == device.end() || !found->is_number()) return {};
  const double seconds = found->get<double>();
  if (!(seconds >= 0 && seconds < kLatest)) return {};
  return format_local(from_unix_seconds(std::chrono::seconds(static_cast<std::int64_t>(seconds + 0.5))));
}

struct Devices : Command {
  void declare(Args& args) override {
    declare_session_choice(args);
    args.describe(
        "Lists the devices that the session's user signed in with, where the pool tracks devices. The one "
        "that "
        "is this machine has a star. A remembered device stands for the second factor.");
    args.example("list them", "cauth devices");
    args.example("forget this machine", "cauth devices forget");
  }

  int run(Context& context) override {
    UserAccess user(context);
    const Json answer = user.api().list_devices();
    if (context.globals().query || output_format(context, Format::text) != Format::text) {
      print_value(context, answer);
      return 0;
    }
    const auto& devices = answer["Devices"];
    if (devices.empty()) {
      context.note("there is no device");
      return 0;
    }
    std::vector<std::vector<std::string>> rows = {{" ", "DEVICE", "NAME", "STATUS", "LAST SIGN-IN"}};
    const std::string here = this_machine(context, user);
    for (const auto& device : devices) {
      const std::string key = string_member_or(device, "DeviceKey", "");
      rows.push_back({key == here ? "*" : " ", key, attribute(device, "device_name"),
                      attribute(device, "dev:device_remembered_status"),
                      time_of(device, "DeviceLastAuthenticatedDate")});
    }
    print_columns(context.io().out, rows);
    return 0;
  }

 private:
  static std::string this_machine(Context& context, const UserAccess& user) {
    if (!user.session()) return {};
    const auto kept = open_devices(context).load(device_owner(*user.session()));
    return kept ? kept->device.key : std::string();
  }
};

}  // namespace

CAUTH_COMMAND(devices, Devices)

}  // namespace cauth::cli
