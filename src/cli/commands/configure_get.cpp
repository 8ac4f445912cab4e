#include "base/error.hpp"
#include "cli/command.hpp"
#include "cli/profile_writer.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace cauth::cli {
namespace {

struct ConfigureGet : Command {
  std::optional<std::string> name;

  void declare(Args& args) override {
    args.describe(
        "Prints the value that commands would use, wherever it comes from. Exit status 1 and nothing printed "
        "when "
        "it is not set.");
    args.positional(name, "SETTING", "name of the setting, as in the profile").required();
    args.example("the pool in use", "cauth configure get user_pool_id");
  }

  int run(Context& context) override {
    const session::SettingRow& row = profile_setting(*name);
    if (row.kind == session::SettingKind::secret) {
      throw usage_error(fmt::format("the {} is a secret and not shown", session::words_of(row.name)),
                        "\"cauth configure list\" says where it comes from");
    }
    const auto value = context.settings().get(row.name);
    if (!value) return 1;
    print(context.io().out, "{}\n", *value);
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(configure_get, ConfigureGet)

}  // namespace cauth::cli
