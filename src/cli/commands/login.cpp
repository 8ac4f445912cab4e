#include "aws/json_client.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/prompter.hpp"
#include "cli/secret_option.hpp"
#include "cli/service.hpp"
#include "cli/sessions.hpp"
#include "cli/sign_in.hpp"
#include "cognito/auth_flow.hpp"
#include "cognito/pool.hpp"
#include "cognito/start_sign_in.hpp"
#include "session/fresh_tokens.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>

namespace cauth::cli {
namespace {

class Login : public Command {
 public:
  void declare(Args& args) override {
    for (const char* name : {"username", "user_pool_id", "client_id"}) args.setting(name);
    password_.declare(args);
    args.option(flow_, "--flow", "FLOW", "how to sign in (default: auto: srp, then password)")
        .choices({"auto", "srp", "password", "custom"});
    args.flag(if_needed_, "--if-needed", "do nothing while the session is good");
    options_.declare(args);
    describe(args);
  }

  int run(Context& context) override {
    check_one_stdin({password_.wants_stdin(), options_.new_password.wants_stdin()});
    if (if_needed_ && is_signed_in(context)) return 0;
    // Before anybody types a password, and before one is sent.
    if (!options_.no_store) session::open_store(context.env(), context.clock())->check_writable();
    const SignIn sign_in = where(context);
    Prompter prompter(context);
    options_.give_to(prompter, context);
    aws::JsonClient client(context.http(), context.clock(), context.random(),
                           user_pool_service(context, sign_in.place));
    cognito::Api api(client, app_client(context), context.clock());
    const auto metadata = options_.metadata();
    const cognito::SignInStart start{
        .flow = flow_ ? *cognito::flow_named(*flow_) : cognito::Flow::automatic,
        .pool_name = sign_in.user_pool_id.empty() ? "" : cognito::parse_pool_id(sign_in.user_pool_id).name,
        .username = sign_in.alias,
        .password = [&] { return password(context, prompter, sign_in.alias); },
        .tell = [&](std::string_view text) { context.note(text); }};
    cognito::Step step = cognito::start_sign_in(api, start, metadata, context.random(), context.clock());
    cognito::FlowEnd end = cognito::run_challenges(api, std::move(step), sign_in.alias, prompter, metadata);
    return end_sign_in(context, options_, sign_in, std::move(end), prompter.unanswered());
  }

 private:
  static void describe(Args& args) {
    args.describe(
        "Signs a user in and keeps the session, which every later command uses.\n\n"
        "With --flow auto the password never leaves this machine: SRP proves that it is known. Where the "
        "app client does not have SRP enabled, the password flow is used, and a line says so. --flow "
        "password "
        "is for users whom a migration trigger brings over; --flow custom starts the pool's own "
        "challenges.\n\n"
        "The password is asked for at the terminal, or taken from --password-stdin, --password-file, "
        "CAUTH_PASSWORD or the profile. A user who must choose a new password is asked for it, twice, and "
        "for "
        "the attributes that the pool requires; --new-password-stdin, --new-password-file, "
        "CAUTH_NEW_PASSWORD and --attribute answer beforehand.\n\n"
        "Where a challenge needs an answer that nobody is there to give, it is printed as JSON and the exit "
        "status is 4; \"cauth respond\" goes on from there.");
    args.example("sign in, asked for what is missing", "cauth login --username alice");
    args.example("from a script", "cauth login --username alice --password-stdin < password.txt");
    args.example("one ID token, and nothing kept",
                 "cauth login --username alice --password-file pw --no-store --print id");
  }

  // A session that can be renewed is good.
  static bool is_signed_in(Context& context) {
    const auto store = session::open_store(context.env(), context.clock());
    try {
      session::fresh_session(chosen_session(context, *store), {}, *store, refresher(context), context.clock(),
                             [&](std::string_view text) { context.warn(text); });
      return true;
    } catch (const Error& error) {
      // No session, or one that is over: that is what this command is for.
      if (error.category != Category::action_needed) throw;
      return false;
    }
  }

  static SignIn where(Context& context) {
    const session::Settings& settings = context.settings();
    SignIn sign_in;
    sign_in.client_id = settings.require("client_id");
    sign_in.user_pool_id = settings.get("user_pool_id").value_or("");
    sign_in.place = place_of_settings(context);
    sign_in.alias = username(context);
    return sign_in;
  }

  static std::string username(Context& context) {
    if (auto name = context.settings().get("username")) return *std::move(name);
    if (!context.may_ask()) return context.settings().require("username");
    std::string name(trim(context.terminal().ask("Username: ")));
    if (name.empty()) throw usage_error("no username was typed");
    return name;
  }

  SecretString password(Context& context, Prompter& prompter, const std::string& username) const {
    prompter.give("PASSWORD", [&]() -> std::optional<SecretString> {
      if (auto typed = password_.read_flags(context)) return typed;
      return context.settings().secret("password");
    });
    auto password = prompter.get(
        {.key = "PASSWORD", .prompt = fmt::format("Password for {}", printable(username)), .secret = true});
    if (!password) {
      throw Error(Category::action_needed, fmt::format("no password for \"{}\"", printable(username)),
                  fmt::format("give {}", password_.ways()));
    }
    return *std::move(password);
  }

  SecretOption password_{"password", "CAUTH_PASSWORD"};
  std::optional<std::string> flow_;
  bool if_needed_ = false;
  SignInOptions options_;
};

}  // namespace

CAUTH_COMMAND(login, Login)

}  // namespace cauth::cli
