#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/sessions.hpp"
#include "cli/this_device.hpp"
#include "cli/user_access.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace cauth::cli {
namespace {

struct DevicesRemember : Command {
  std::optional<std::string> key;
  bool no_longer = false;

  void declare(Args& args) override {
    args.positional(key, "DEVICE", "the device's key, as \"cauth devices\" shows it (default: this machine)");
    args.flag(no_longer, "--not", "the second factor is asked for again; the device stays known");
    declare_session_choice(args);
    args.describe(
        "Says that a device is to stand for the second factor (UpdateDeviceStatus), in pools that leave it "
        "to "
        "the user; with --not, that it is not.");
    args.example("trust this machine", "cauth devices remember");
  }

  int run(Context& context) override {
    UserAccess user(context);
    const std::string device_key = device_key_meant(context, user.session(), key);
    user.api().update_device_status(device_key, !no_longer);
    context.note(fmt::format("the device {} is {}", printable(device_key),
                             no_longer ? "not remembered any more" : "remembered"));
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(devices_remember, DevicesRemember)

}  // namespace cauth::cli
