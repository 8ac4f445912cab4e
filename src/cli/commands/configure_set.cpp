#include "cli/command.hpp"
#include "cli/profile_writer.hpp"

#include <optional>
#include <string>

namespace cauth::cli {
namespace {

struct ConfigureSet : Command {
  std::optional<std::string> name, value;

  void declare(Args& args) override {
    args.describe(
        "Changes one setting of the profile and nothing else in the file. An empty value removes it. A "
        "secret is "
        "not written itself: say where it is, as env:NAME, file:PATH or command:LINE.");
    args.positional(name, "SETTING", "name of the setting, as in the profile").required();
    args.positional(value, "VALUE", "its new value").required();
    args.example("use access tokens", "cauth configure set token_use access");
    args.example("get the client secret from a password manager",
                 "cauth configure set client_secret 'command:pass show cognito/client'");
  }

  int run(Context& context) override {
    ProfileWriter writer(context);
    writer.set(*name, *value);
    writer.write();
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(configure_set, ConfigureSet)

}  // namespace cauth::cli
