#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/columns.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/output.hpp"
#include "cli/sessions.hpp"
#include "cli/user_access.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace cauth::cli {
namespace {

// An attribute may be as long as the pool's schema lets it.
constexpr std::size_t kLongestAttribute = 2048;

using Rows = std::vector<std::vector<std::string>>;

void add_attributes(Rows& rows, const Json& user) {
  const auto attributes = user.find("UserAttributes");
  if (attributes == user.end()) return;
  for (const auto& attribute : *attributes) {
    rows.push_back({printable(string_member_or(attribute, "Name", "")),
                    printable(string_member_or(attribute, "Value", ""), kLongestAttribute)});
  }
}

void add_second_factors(Rows& rows, const Json& user) {
  const auto factors = user.find("UserMFASettingList");
  if (factors == user.end()) return;
  const std::string preferred = string_member_or(user, "PreferredMfaSetting", "");
  std::vector<std::string> names;
  for (const auto& factor : *factors) {
    if (!factor.is_string()) continue;
    names.push_back(factor.get<std::string>() + (factor == preferred ? " (preferred)" : ""));
  }
  if (!names.empty()) rows.push_back({"second factor", join(names, ", ")});
}

struct Whoami : Command {
  void declare(Args& args) override {
    declare_session_choice(args);
    args.describe(
        "Asks Cognito (GetUser) who the session's user is: the username, the attributes as they are now, and "
        "the second factors. Unlike \"cauth decode\", which shows what the token said when it was made, the "
        "answer "
        "is fresh, and a user who was deleted, disabled or signed out is refused.\n\n"
        "It takes the access token: the session's, CAUTH_TOKEN or CAUTH_ACCESS_TOKEN. A token of the OAuth "
        "endpoints needs the scope aws.cognito.signin.user.admin.");
    args.example("Who is signed in?", "cauth whoami");
    args.example("The e-mail address, in a script",
                 "cauth whoami --query \"UserAttributes[?Name=='email'].Value | [0]\" --output text");
  }

  int run(Context& context) override {
    const Json user = UserAccess(context).api().get_user();
    if (context.globals().query || output_format(context, Format::text) != Format::text) {
      print_value(context, user);
      return 0;
    }
    Rows rows = {{"username", printable(string_member_or(user, "Username", ""))}};
    add_attributes(rows, user);
    add_second_factors(rows, user);
    print_columns(context.io().out, rows);
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(whoami, Whoami)

}  // namespace cauth::cli
