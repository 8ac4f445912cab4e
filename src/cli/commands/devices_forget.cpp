#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/kept_keys.hpp"
#include "cli/sessions.hpp"
#include "cli/this_device.hpp"
#include "cli/user_access.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace cauth::cli {
namespace {

struct DevicesForget : Command {
  std::optional<std::string> key;

  void declare(Args& args) override {
    args.positional(key, "DEVICE", "the device's key, as \"cauth devices\" shows it (default: this machine)");
    declare_session_choice(args);
    args.describe(
        "Makes Cognito forget a device, and cauth too when it is this machine. Whoever signs in there is "
        "asked "
        "for the second factor again. Sessions that were begun on the device cannot be renewed any more. "
        "\"cauth logout\" alone leaves the device as it is.");
    args.example("forget this machine", "cauth devices forget");
  }

  int run(Context& context) override {
    UserAccess user(context);
    const std::string device_key = device_key_meant(context, user.session(), key);
    const bool known = forget_at_service(user, device_key);
    if (user.session()) {
      open_devices(context).forget(device_owner(*user.session()), device_key);
    }
    context.note(known ? fmt::format("the device {} is forgotten", printable(device_key))
                       : fmt::format("the device {} was unknown to Cognito; it is forgotten here too",
                                     printable(device_key)));
    return 0;
  }

 private:
  // False: it did not know the device, which was typed by nobody.
  bool forget_at_service(UserAccess& user, const std::string& device_key) const {
    try {
      user.api().forget_device(device_key);
      return true;
    } catch (const Error& error) {
      if (key || error.code != "ResourceNotFoundException") throw;
      return false;
    }
  }
};

}  // namespace

CAUTH_COMMAND(devices_forget, DevicesForget)

}  // namespace cauth::cli
