#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/sessions.hpp"
#include "cli/user_access.hpp"
#include "cognito/second_factors.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace cauth::cli {
namespace {

struct MfaSet : Command {
  std::optional<std::string> factor, state;

  void declare(Args& args) override {
    args.positional(factor, "FACTOR", "totp, sms or email").choices({"totp", "sms", "email"}).required();
    args.positional(state, "STATE", "on, off, or preferred: on, and asked for first")
        .choices({"on", "off", "preferred"})
        .required();
    declare_session_choice(args);
    args.describe(
        "Turns a second factor of the session's user on or off, or says that it is asked for before the "
        "others. Factors that are not named stay as they are. An authenticator has to be set up first, with "
        "\"cauth mfa setup\"; text messages and e-mail need an address that is verified.");
    args.example("codes of the authenticator first", "cauth mfa set totp preferred");
    args.example("no more text messages", "cauth mfa set sms off");
  }

  int run(Context& context) override {
    const auto& factors = cognito::kSecondFactors;
    const auto* found =
        std::find_if(factors.begin(), factors.end(), [&](const auto& row) { return row.word == *factor; });
    const bool preferred = *state == "preferred";
    UserAccess(context).api().set_second_factor(*found, preferred || *state == "on", preferred);
    context.note(fmt::format("{} is {}", found->name, preferred ? "on, and asked for first" : *state));
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(mfa_set, MfaSet)

}  // namespace cauth::cli
