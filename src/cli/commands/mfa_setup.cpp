#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/own_authenticators.hpp"
#include "cli/prompter.hpp"
#include "cli/sessions.hpp"
#include "cli/user_access.hpp"
#include "cognito/enrol_totp.hpp"
#include "cognito/second_factors.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

namespace cauth::cli {
namespace {

struct MfaSetup : Command {
  void declare(Args& args) override {
    args.option(name_, "--name", "NAME", "a name for the authenticator, which the question for a code shows");
    args.option(secret_file_, "--totp-secret-file", "FILE",
                "write the secret into this new file instead of showing it")
        .completes(Completion::file);
    declare_session_choice(args);
    args.describe(
        "Sets an authenticator up for the session's user: shows its secret, with a QR code at the terminal, "
        "asks for a code as proof, and makes codes of it the preferred second factor. The authenticator of "
        "before is good for nothing from then on.\n\n"
        "With --totp-secret-file nobody is asked: the secret goes into the file, which is for its owner "
        "alone, and the code is computed. \"cauth login --totp-secret-file FILE\" signs in with it.");
    args.example("with a telephone", "cauth mfa setup --name phone");
    args.example("for a script that signs in by itself", "cauth mfa setup --totp-secret-file totp.txt");
  }

  int run(Context& context) override {
    UserAccess user(context);
    OwnAuthenticators at_hand(context, user.owner(), {.new_file = secret_file_}, false);
    check_somebody_takes_it(at_hand);
    const cognito::TotpEnrolment enrolment{.secret = user.api().associate_software_token().secret,
                                           .issuer = "Cognito " + user.owner().user_pool_id,
                                           .username = user.owner().username};
    Prompter prompter(context);
    const std::function<void(std::string_view)> tell = [&](std::string_view text) { context.note(text); };
    const bool done = cognito::enrol_totp(
        enrolment, {.inputs = prompter, .authenticators = at_hand, .clock = context.clock(), .tell = tell},
        [&](const SecretString& code) { user.api().verify_software_token(code, name_.value_or("")); });
    if (!done) throw Error(Category::action_needed, "no code was given: the authenticator is not set up");
    user.api().set_second_factor(cognito::kTotpFactor, true, true);
    context.note("the authenticator is set up, and its codes are asked for at sign-in from now on");
    return 0;
  }

 private:
  void check_somebody_takes_it(OwnAuthenticators& at_hand) const {
    if (secret_file_ && !at_hand.names_new_file()) {
      throw usage_error(fmt::format("\"{}\" is there already", printable(*secret_file_)),
                        "name a file that is not: the secret in this one may be in use");
    }
    if (!at_hand.can_enrol()) {
      throw Error(Category::action_needed, "nobody is there to take the secret of a new authenticator",
                  "give --totp-secret-file FILE");
    }
  }

  std::optional<std::string> name_, secret_file_;
};

}  // namespace

CAUTH_COMMAND(mfa_setup, MfaSetup)

}  // namespace cauth::cli
