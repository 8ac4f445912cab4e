#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/prompter.hpp"
#include "cli/secret_option.hpp"
#include "cli/sessions.hpp"
#include "cli/user_access.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

namespace cauth::cli {
namespace {

class Passwd : public Command {
 public:
  void declare(Args& args) override {
    declare_session_choice(args);
    password_.declare(args);
    new_password_.declare(args);
    args.describe(
        "Changes the password of the signed-in user. The password so far and the new one (twice) are asked "
        "for at the terminal, or taken from the options, CAUTH_PASSWORD and CAUTH_NEW_PASSWORD; a user who "
        "has no password leaves the first one empty. The session stays as it is.\n\n"
        "Whoever has forgotten the password wants \"cauth reset-password\".");
    args.example("asked for both", "cauth passwd");
    args.example("from a script", "cauth passwd --password-file old --new-password-file new");
  }

  int run(Context& context) override {
    check_one_stdin({password_.wants_stdin(), new_password_.wants_stdin()});
    UserAccess user(context);
    Prompter prompter(context);
    std::optional<SecretString> previous = ask(context, prompter, password_, "PASSWORD", "Password so far");
    if (previous->empty()) previous.reset();
    const auto proposed = ask(context, prompter, new_password_, "NEW_PASSWORD", "New password");
    user.api().change_password(previous, proposed);
    context.note(user.session()
                     ? fmt::format("the password of {} is changed", printable(user.session()->username))
                     : "the password is changed");
    if (context.settings().find_secret("password")) {
      context.note("the password that the settings hold is the old one: change it there too");
    }
    return 0;
  }

 private:
  static SecretString ask(Context& context, Prompter& prompter, const SecretOption& option,
                          const std::string& key, const std::string& prompt) {
    prompter.give(key, [&] { return option.read(context); });
    auto secret =
        prompter.get({.key = key, .prompt = prompt, .secret = true, .repeat = key == "NEW_PASSWORD"});
    if (secret) return *std::move(secret);
    throw Error(Category::action_needed, key == "PASSWORD" ? "no password so far" : "no new password",
                fmt::format("give {}", option.ways()));
  }

  SecretOption password_{"password", "CAUTH_PASSWORD"};
  SecretOption new_password_{"new-password", "CAUTH_NEW_PASSWORD"};
};

}  // namespace

CAUTH_COMMAND(passwd, Passwd)

}  // namespace cauth::cli
