#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/account.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/prompter.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>

namespace cauth::cli {
namespace {

class Confirm : public Command {
 public:
  void declare(Args& args) override {
    options_.declare(args);
    code_.declare(args);
    args.flag(force_alias_, "--force-alias-creation",
              "take the e-mail address or telephone number from the user who has it as an alias");
    args.describe(
        "Confirms a registration with the code that Cognito sent, after which the user may sign in. The code "
        "is asked for at the terminal, or given by --code or --code-stdin; \"cauth resend\" sends a new "
        "one.");
    args.example("asked for the code", "cauth confirm --username alice");
    args.example("from a script", "cauth confirm --username alice --code 123456");
  }

  int run(Context& context) override {
    const std::string username = options_.user(context);
    Prompter prompter(context);
    code_.give_to(prompter, context);
    AccountAccess account(context);
    const bool done = with_code(context, prompter, [&](const SecretString& code) {
      print_if_asked(context, account->confirm_sign_up(username, code, force_alias_));
    });
    if (!done) {
      throw Error(Category::action_needed, fmt::format("no code for \"{}\"", printable(username)),
                  "give --code or --code-stdin; \"cauth resend\" sends a new one");
    }
    context.note(fmt::format("the registration of {} is confirmed", printable(username)));
    return 0;
  }

 private:
  AccountOptions options_;
  CodeOption code_;
  bool force_alias_ = false;
};

}  // namespace

CAUTH_COMMAND(confirm, Confirm)

}  // namespace cauth::cli
