#include "base/error.hpp"
#include "cli/answer_options.hpp"
#include "cli/client_metadata.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/machine_sign_in.hpp"
#include "cli/prompter.hpp"
#include "cli/sessions.hpp"
#include "cli/sign_in.hpp"
#include "cli/sign_in_end.hpp"
#include "cli/time_option.hpp"
#include "cli/web_sign_in.hpp"
#include "cognito/conversation.hpp"
#include "session/fresh_tokens.hpp"
#include "session/token_store.hpp"

#include <utility>

namespace cauth::cli {
namespace {

class Login : public Command {
 public:
  void declare(Args& args) override {
    for (const char* name : {"username", "user_pool_id", "client_id"}) args.setting(name);
    web_.declare(args);
    args.flag(machine_, "--client-credentials", "sign in as the app client itself, without a user");
    args.setting("scope");
    args.setting("flow");
    args.setting("preferred_challenge");
    args.flag(if_needed_, "--if-needed", "do nothing while the session is good");
    min_ttl_.declare(args);
    answers_.declare(args);
    end_.declare(args);
    describe(args);
  }

  int run(Context& context) override {
    answers_.check_stdin();
    web_.check();
    if (web_.web + machine_ + is_flow_typed(context) > 1)
      throw usage_error("--web, --client-credentials and --flow exclude each other");
    machine_ = machine_ || (!web_.web && is_machine_profile(context.settings()));
    check_scope(context.settings());
    if (machine_) return sign_in_as_machine(context, end_);
    if (if_needed_) {
      if (const auto session = good_session(context)) {
        if (end_.print) print_token(context, session->tokens, *end_.print);
        return 0;
      }
    }
    if (web_.web) return sign_in_by_web(context, web_, end_);
    // Before anybody types a password, and before one is sent.
    if (!end_.no_store) open_store(context)->check_writable();
    SignIn sign_in = sign_in_of_settings(context);
    Prompter prompter(context);
    answers_.give_to(prompter, context);
    OwnAuthenticators authenticators = authenticators_for(context, sign_in, answers_, end_.no_store);
    SignInTalk talk(context, sign_in, prompter, authenticators, read_client_metadata(context));
    cognito::Step step = hold_sign_in(context, talk.conversation());
    sign_in.client_secret = talk.secret_that_worked();
    return end_sign_in(context, end_, sign_in, std::move(step), talk.conversation(), prompter);
  }

 private:
  static void describe(Args& args) {
    args.describe(
        "Signs a user in and keeps the session, which every later command uses.\n\n"
        "With --flow auto the password never leaves this machine: SRP proves that it is known. Where the "
        "app client does not have SRP enabled, choice-based sign-in is tried, which proves it too, and then "
        "the password flow, which sends it; a line says so. Any other refusal is the end. --flow password "
        "is for users whom a migration trigger brings over. --flow custom starts the pool's own challenges, "
        "--flow custom-srp proves the password first. --flow user-auth lets the user choose how to sign in: "
        "at the terminal, by --preferred-challenge, or by giving a password. --flow admin is signed with AWS "
        "credentials.\n\n"
        "The password is asked for at the terminal, or taken from --password-stdin, --password-file, "
        "CAUTH_PASSWORD or the profile. Challenges are answered beforehand by --new-password-stdin, "
        "--new-password-file or CAUTH_NEW_PASSWORD, --attribute, --mfa or CAUTH_MFA_CODE, and --answer or "
        "--answer-file, which take the answer to a challenge by its name (SMS_MFA=123456), or one of several "
        "with its key (NEW_PASSWORD_REQUIRED.userAttributes.name=Alice). What is still missing, the program "
        "of --answer-command is asked for: it reads the challenge as JSON, with the key in \"Question\" (and "
        "both names in CAUTH_CHALLENGE_NAME and CAUTH_QUESTION), and prints the answer. Then the person at "
        "the terminal is asked, once more after a code that does not fit or a new password that the pool's "
        "policy does not like.\n\n"
        "With --web the user signs in on the pool's login pages, with whatever they offer: authorization "
        "code "
        "with PKCE. The browser must come back to this machine: one of the app client's callback URLs must "
        "be "
        "exactly http://localhost:8484/callback, or what --redirect-uri names; where several are named, the "
        "first whose port is free is used. Over SSH and in containers --paste asks for the address instead. "
        "Where the pages are the pool says, or --domain.\n\n"
        "With --client-credentials the app client signs in as itself with its secret and gets an access "
        "token "
        "for --scope. Each such request is billed: the token is kept until it ends, for that client and "
        "these "
        "scopes, many processes share it, and token and call fetch the next one by themselves. In a profile "
        "with flow = \"client-credentials\" they fetch the first one too: nobody has to log in.\n\n"
        "Where a challenge needs an answer that nobody is there to give, it is printed as JSON and the exit "
        "status is 4; \"cauth respond\" goes on from there.");
    args.example("sign in, asked for what is missing", "cauth login --username alice");
    args.example("from a script", "cauth login --username alice --password-stdin < password.txt");
    args.example("sign in with the browser", "cauth login --web");
    args.example("a machine, for one scope", "cauth login --client-credentials --scope orders/read");
    args.example("a code by e-mail instead of a password",
                 "cauth login --username alice --preferred-challenge EMAIL_OTP");
    args.example("a whole chain without questions",
                 "cauth login --username alice --password-file old --new-password-file new --mfa 123456");
    args.example("one ID token, and nothing kept",
                 "cauth login --username alice --password-file pw --no-store --print id");
  }

  void check_scope(const session::Settings& settings) const {
    const auto scope = settings.find("scope");
    if (web_.web || machine_ || !scope || scope->layer != session::Layer::flag) return;
    throw usage_error("--scope belongs to --web and --client-credentials",
                      "a sign-in through the API has one scope, which nobody chooses");
  }

  static bool is_flow_typed(Context& context) {
    const auto flow = context.settings().find("flow");
    return flow && flow->layer == session::Layer::flag;
  }

  // One that can be renewed is good.
  std::optional<session::Session> good_session(Context& context) const {
    const auto store = open_store(context);
    session::Freshness wanted;
    wanted.at_least = min_ttl_.value();
    if (end_.print) wanted.use = jose::token_use_named(*end_.print);
    try {
      return fresh_session(context, *store, chosen_session(context, *store), wanted);
    } catch (const Error& error) {
      // No session, or one that is over: that is what this command is for.
      if (error.category != Category::action_needed) throw;
      return std::nullopt;
    }
  }

  WebOptions web_;
  bool machine_ = false;
  bool if_needed_ = false;
  MinTtlOption min_ttl_;
  AnswerOptions answers_;
  EndOptions end_;
};

}  // namespace

CAUTH_COMMAND(login, Login)

}  // namespace cauth::cli
