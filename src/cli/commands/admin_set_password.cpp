#include "aws/json_client.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/prompter.hpp"
#include "cli/secret_option.hpp"
#include "cli/service.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <utility>

namespace cauth::cli {
namespace {

class AdminSetPassword : public Command {
 public:
  void declare(Args& args) override {
    args.setting("user_pool_id");
    args.setting("aws_profile");
    // The user that an administrator means is never that of the settings.
    args.option(username_, "--username", "NAME", "the user whose password is set").required();
    password_.declare(args);
    args.flag(permanent_, "--permanent", "the user need not change it at the next sign-in");
    args.describe(
        "Sets a user's password as an administrator, signed with AWS credentials (those that the AWS CLI "
        "would "
        "take). Without --permanent the user must choose another one at the next sign-in.\n\n"
        "The password is asked for at the terminal, twice, or taken from --password-stdin, --password-file "
        "or "
        "CAUTH_PASSWORD.");
    args.example("asked for the password", "cauth admin set-password --username alice --permanent");
    args.example("from a file", "cauth admin set-password --username alice --password-file pw");
  }

  int run(Context& context) override {
    WipedJson body;
    body["UserPoolId"] = context.settings().require("user_pool_id");
    body["Username"] = *username_;
    body["Password"] = password(context).reveal();
    body["Permanent"] = permanent_;
    aws::JsonClient client(context.http(), context.clock(), context.random(), user_pool_service(context));
    client.call("AdminSetUserPassword", *body, aws::Signing::sigv4, aws::Repeat::harmless);
    context.note(fmt::format("the password of {} is set{}", printable(*username_),
                             permanent_ ? "" : " and must be changed at the next sign-in"));
    return 0;
  }

 private:
  SecretString password(Context& context) const {
    Prompter prompter(context);
    prompter.give("PASSWORD", [&] { return password_.read(context); });
    auto password = prompter.get({.key = "PASSWORD",
                                  .prompt = fmt::format("New password for {}", printable(*username_)),
                                  .secret = true,
                                  .repeat = true});
    if (!password) {
      throw Error(Category::action_needed, fmt::format("no password for \"{}\"", printable(*username_)),
                  fmt::format("give {}", password_.ways()));
    }
    return *std::move(password);
  }

  std::optional<std::string> username_;
  SecretOption password_{"password", "CAUTH_PASSWORD"};
  bool permanent_ = false;
};

}  // namespace

CAUTH_COMMAND(admin_set_password, AdminSetPassword)

}  // namespace cauth::cli
