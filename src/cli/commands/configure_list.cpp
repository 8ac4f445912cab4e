#include "cli/columns.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "session/secret_source.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace cauth::cli {
namespace {

// What is shown of a setting; a secret's value never.
struct Shown {
  std::string value, origin;
};

std::string place_of(const session::SecretSetting& secret) {
  if (secret.source == nullptr) return secret.origin;
  std::string place = fmt::format("{}: {}", secret.origin, session::describe(*secret.source));
  if (secret.other != nullptr) place += " or " + session::describe(*secret.other);
  return place;
}

std::optional<Shown> shown(const session::Settings& settings, const session::SettingRow& row) {
  if (row.kind == session::SettingKind::secret) {
    const auto secret = settings.find_secret(row.name);
    if (!secret) return std::nullopt;
    return Shown{.value = "(not shown)", .origin = place_of(*secret)};
  }
  auto setting = settings.find(row.name);
  if (!setting) return std::nullopt;
  return Shown{.value = std::move(setting->value), .origin = std::move(setting->origin)};
}

struct ConfigureList : Command {
  void declare(Args& args) override {
    args.describe(
        "Lists every setting with its value and where that comes from: an option, a variable, the profile, "
        "another "
        "tool's variable. Secrets are not shown, and not read.");
    args.example("where does the region come from?", "cauth configure list");
  }

  int run(Context& context) override {
    const session::Settings& settings = context.settings();
    const bool for_people = !context.globals().query && output_format(context, Format::text) == Format::text;
    Json list = Json::array();
    std::vector<std::vector<std::string>> rows = {{"SETTING", "VALUE", "FROM"}};
    rows.push_back({"profile", settings.profile_name(), settings.config().path.string()});
    for (const auto& row : session::setting_rows()) {
      if (!row.in_profile) continue;
      const auto found = shown(settings, row);
      const std::string name(row.name);
      rows.push_back({name, found ? found->value : "", found ? found->origin : "not set"});
      list.push_back({{"name", name},
                      {"value", found ? Json(found->value) : Json()},
                      {"from", found ? Json(found->origin) : Json()}});
    }
    if (for_people) {
      print_columns(context.io().out, rows);
    } else {
      print_value(context, Json{{"profile", settings.profile_name()},
                                {"config_file", settings.config().path.string()},
                                {"settings", list}});
    }
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(configure_list, ConfigureList)

}  // namespace cauth::cli
