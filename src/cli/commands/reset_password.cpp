#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/account.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/prompter.hpp"
#include "cli/secret_option.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <utility>

namespace cauth::cli {
namespace {

class ResetPassword : public Command {
 public:
  void declare(Args& args) override {
    options_.declare(args);
    code_.declare(args);
    new_password_.declare(args);
    args.describe(
        "Sets a new password when the old one is forgotten, or when an administrator has ended it. Cognito "
        "sends a "
        "code by e-mail or SMS; it and the new password are asked for at the terminal.\n\n"
        "Without a terminal it takes two runs. The first sends the code, says where it went, and ends with "
        "exit status 4; the second has the code on the line and sends no other.");
    args.example("asked for code and password", "cauth reset-password --username alice");
    args.example("in a script: once the code is known",
                 "cauth reset-password --username alice --code 123456 --new-password-file pw");
  }

  int run(Context& context) override {
    check_one_stdin({code_.from_stdin, new_password_.wants_stdin()});
    const std::string username = options_.user(context);
    Prompter prompter(context);
    code_.give_to(prompter, context);
    prompter.give("NEW_PASSWORD", [&] { return new_password_.read(context); });
    AccountAccess account(context);
    if (!code_.given()) send_code(context, account, username);
    // The password is asked for once, however often the code was mistyped.
    std::optional<SecretString> password;
    const bool done = with_code(context, prompter, [&](const SecretString& code) {
      if (!password) password = read_password(prompter, username);
      account->confirm_forgot_password(username, code, *password);
    });
    if (!done) stop(context, username);
    context.note(fmt::format("the password of {} is set", printable(username)));
    return 0;
  }

 private:
  static void send_code(Context& context, AccountAccess& account, const std::string& username) {
    const Json answer = account->forgot_password(username);
    print_if_asked(context, answer);
    context.note(where_the_code_went(answer));
  }

  SecretString read_password(Prompter& prompter, const std::string& username) const {
    auto password = prompter.get({.key = "NEW_PASSWORD",
                                  .prompt = fmt::format("New password for {}", printable(username)),
                                  .secret = true,
                                  .repeat = true});
    if (password) return *std::move(password);
    throw Error(Category::action_needed, fmt::format("no new password for \"{}\"", printable(username)),
                fmt::format("give {}", new_password_.ways()));
  }

  [[noreturn]] static void stop(Context& context, const std::string& username) {
    const std::string words =
        fmt::format("reset-password --username {} --code CODE --new-password-stdin", printable(username));
    throw Error(Category::action_needed, "the code is wanted", "go on with: " + command_line(context, words));
  }

  AccountOptions options_;
  CodeOption code_;
  SecretOption new_password_{"new-password", "CAUTH_NEW_PASSWORD"};
};

}  // namespace

CAUTH_COMMAND(reset_password, ResetPassword)

}  // namespace cauth::cli
