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
#include <vector>

namespace cauth::cli {
namespace {

class Signup : public Command {
 public:
  void declare(Args& args) override {
    options_.declare(args);
    password_.declare(args);
    args.flag(no_password_, "--no-password", "for pools where users sign in without a password");
    args.option(attributes_, "--attribute", "NAME=VALUE", "an attribute of the user, such as email=…");
    args.describe(
        "Registers a user, as anybody may where the pool allows it. What is not given is asked for at the "
        "terminal: the username, the password (twice), attributes that the pool requires.\n\n"
        "Cognito then sends a code, by e-mail or SMS, that proves the address. At a terminal it is asked for "
        "at once (an empty line puts it off); \"cauth confirm\" takes it later. The answer says where it "
        "went; "
        "--output json prints all of it.");
    args.example("register, asked for what is missing", "cauth signup --username alice");
    args.example("from a script",
                 "cauth signup --username alice --attribute email=alice@example.com --password-file pw");
  }

  int run(Context& context) override {
    if (no_password_ && password_.wants_stdin()) throw usage_error("--no-password excludes a password");
    const std::string username = options_.user(context);
    cognito::Attributes attributes = read_attributes(attributes_);
    Prompter prompter(context);
    const std::optional<SecretString> password = read_password(context, prompter, username);
    AccountAccess account(context);
    const Json answer = sign_up(prompter, account, username, password, attributes);
    print_if_asked(context, answer);
    finish(context, prompter, account, username, answer);
    return 0;
  }

 private:
  std::optional<SecretString> read_password(Context& context, Prompter& prompter,
                                            const std::string& username) const {
    if (no_password_) return std::nullopt;
    prompter.give("PASSWORD", [&] { return password_.read(context); });
    auto password = prompter.get({.key = "PASSWORD",
                                  .prompt = fmt::format("Password for {}", printable(username)),
                                  .secret = true,
                                  .repeat = true});
    if (password) return password;
    throw Error(Category::action_needed, fmt::format("no password for \"{}\"", printable(username)),
                fmt::format("give {}, or --no-password", password_.ways()));
  }

  // The pool says which attributes it requires only when they are missing.
  static Json sign_up(Prompter& prompter, AccountAccess& account, const std::string& username,
                      const std::optional<SecretString>& password, cognito::Attributes& attributes) {
    try {
      return account->sign_up(username, password, attributes);
    } catch (const Error& error) {
      const auto missing = cognito::attributes_asked_for(error);
      if (missing.empty()) throw;
      for (const auto& name : missing) {
        const auto value = prompter.get({.key = "userAttributes." + name, .prompt = printable(name)});
        if (!value || value->empty()) throw with_hint(error, missing);
        attributes[name] = std::string(value->reveal());
      }
    }
    return account->sign_up(username, password, attributes);
  }

  static Error with_hint(Error error, const std::vector<std::string>& missing) {
    std::vector<std::string> options;
    options.reserve(missing.size());
    for (const auto& name : missing) options.push_back(fmt::format("--attribute {}=VALUE", printable(name)));
    error.hint = "give " + join(options, " ");
    return error;
  }

  static void finish(Context& context, Prompter& prompter, AccountAccess& account,
                     const std::string& username, const Json& answer) {
    const std::string name = printable(username);
    if (answer.value("UserConfirmed", Json()) == true) {
      context.note(fmt::format("{} is registered and may sign in: {}", name,
                               command_line(context, "login --username " + name)));
      return;
    }
    if (!cognito::code_delivery(answer)) {
      context.note(fmt::format("{} is registered; an administrator must confirm the registration", name));
      return;
    }
    context.note(fmt::format("{} is registered; {}", name, where_the_code_went(answer)));
    const bool confirmed = context.may_ask() && with_code(context, prompter, [&](const SecretString& code) {
                             account->confirm_sign_up(username, code, false);
                           });
    context.note(confirmed
                     ? fmt::format("the registration of {} is confirmed", name)
                     : "confirm it with: " +
                           command_line(context, fmt::format("confirm --username {} --code CODE", name)));
  }

  AccountOptions options_;
  SecretOption password_{"password", "CAUTH_PASSWORD"};
  bool no_password_ = false;
  std::vector<std::string> attributes_;
};

}  // namespace

CAUTH_COMMAND(signup, Signup)

}  // namespace cauth::cli
