#include "base/text.hpp"
#include "cli/columns.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/sessions.hpp"
#include "cli/user_access.hpp"
#include "cognito/second_factors.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace cauth::cli {
namespace {

bool is_on(const Json& user, std::string_view factor) {
  const auto list = user.find("UserMFASettingList");
  return list != user.end() && list->is_array() &&
         std::any_of(list->begin(), list->end(), [&](const Json& name) { return name == factor; });
}

struct Mfa : Command {
  void declare(Args& args) override {
    declare_session_choice(args);
    args.describe(
        "Shows which second factors the session's user has turned on, and which one is asked for first. "
        "\"cauth mfa setup\" sets an authenticator up, \"cauth mfa set\" turns factors on and off. A pool "
        "may "
        "require a second factor whatever stands here.");
    args.example("what is asked for at sign-in?", "cauth mfa");
  }

  int run(Context& context) override {
    const Json user = UserAccess(context).api().get_user();
    if (context.globals().query || output_format(context, Format::text) != Format::text) {
      Json state = {{"UserMFASettingList", user.value("UserMFASettingList", Json::array())}};
      if (const auto preferred = user.find("PreferredMfaSetting"); preferred != user.end()) {
        state["PreferredMfaSetting"] = *preferred;
      }
      print_value(context, state);
      return 0;
    }
    const std::string preferred = string_member_or(user, "PreferredMfaSetting", "");
    std::vector<std::vector<std::string>> rows;
    for (const auto& factor : cognito::kSecondFactors) {
      const bool on = is_on(user, factor.name);
      rows.push_back({std::string(factor.word), !on                        ? "off"
                                                : factor.name == preferred ? "on, preferred"
                                                                           : "on"});
    }
    print_columns(context.io().out, rows);
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(mfa, Mfa)

}  // namespace cauth::cli
