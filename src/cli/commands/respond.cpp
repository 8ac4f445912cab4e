#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/answer_options.hpp"
#include "cli/client_metadata.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/kept_keys.hpp"
#include "cli/pending_logins.hpp"
#include "cli/prompter.hpp"
#include "cli/secret_option.hpp"
#include "cli/sign_in.hpp"
#include "cli/sign_in_end.hpp"
#include "cognito/conversation.hpp"
#include "cognito/parameter_keys.hpp"
#include "session/pending_login.hpp"
#include "session/secret_source.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

class Respond : public Command {
 public:
  void declare(Args& args) override {
    args.option(login_, "--login", "ID", "which sign-in, where those of several users wait");
    args.setting("username");
    args.option(responses_, "--response", "KEY=VALUE", "an answer, by its key in the API");
    args.option(response_stdin_, "--response-stdin", "KEY",
                "read the answer of that key from standard input");
    args.option(response_files_, "--response-file", "KEY=FILE", "read the answer of that key from a file");
    answers_.declare(args);
    end_.declare(args);
    args.describe(
        "Answers the challenge that \"cauth login\" stopped at, in another process or later: it is kept for "
        "15 minutes, and Cognito may end it earlier. Where logins of several users wait, --login or "
        "--username "
        "says which one; each has the id that was printed as \"LoginId\". What is not given is asked for at "
        "the terminal. Stops again, with exit status 4, where the next challenge wants an answer.\n\n"
        "A challenge that this version does not know is answered by --response with the keys that its "
        "documentation names.");
    args.example("choose a new password", "cauth respond --new-password-stdin < password.txt");
    args.example("send a code", "cauth respond --response SMS_MFA_CODE=123456");
    args.example("a code that does not show in the list of processes",
                 "cauth respond --response-stdin SOFTWARE_TOKEN_MFA_CODE");
  }

  int run(Context& context) override {
    answers_.check_stdin({response_stdin_.has_value()});
    const session::PendingLogin pending = chosen_pending_login(context, login_);
    SignIn sign_in = where(pending);
    Prompter prompter(context);
    cognito::Answers given = read_responses(context);
    for (const auto& [key, value] : given) prompter.give(key, value);
    answers_.give_to(prompter, context);
    OwnAuthenticators authenticators = authenticators_for(context, sign_in, answers_, end_.no_store);
    SignInTalk talk(context, sign_in, prompter, authenticators, read_client_metadata(context));
    cognito::Conversation& conversation = talk.conversation();
    conversation.username = pending.username;
    conversation.extra_answers = std::move(given);
    cognito::Step step = go_on(context, conversation, pending);
    sign_in.client_secret = talk.secret_that_worked();
    return end_sign_in(context, end_, sign_in, std::move(step), conversation, prompter);
  }

 private:
  static SignIn where(const session::PendingLogin& pending) {
    return {.place = {.endpoint = pending.endpoint, .region = pending.region},
            .user_pool_id = pending.user_pool_id,
            .client_id = pending.client_id,
            .alias = pending.alias,
            .admin = pending.admin,
            .pending_id = pending.id};
  }

  // Once Cognito says that its session is over, nothing waits any more.
  static cognito::Step go_on(Context& context, cognito::Conversation& conversation,
                             const session::PendingLogin& pending) {
    try {
      return cognito::run_challenges(conversation, pending.challenge.clone());
    } catch (const Error& error) {
      if (error.service_message.find("Invalid session") != std::string::npos) {
        session::erase_pending_login(pending, *open_pending_logins(context));
      }
      throw;
    }
  }

  cognito::Answers read_responses(Context& context) const {
    cognito::Answers answers;
    const auto add = [&](std::string_view key, SecretString value) {
      if (const auto right = cognito::misspelt_key(key)) {
        throw usage_error(fmt::format("the key is {}, not {}", *right, printable(key)));
      }
      answers.insert_or_assign(std::string(key), std::move(value));
    };
    for (const auto& response : responses_) {
      const Halves halves = key_and_value(response, "--response");
      add(halves.before, SecretString(halves.after));
    }
    for (const auto& response : response_files_) {
      const Halves halves = key_and_value(response, "--response-file");
      SecretString value = read_secret_file(halves.after, session::kLargestSecret);
      value.truncate(without_line_end(value.reveal()).size());
      add(halves.before, std::move(value));
    }
    if (response_stdin_) add(*response_stdin_, read_secret_from_stdin(context, *response_stdin_));
    return answers;
  }

  static Halves key_and_value(std::string_view text, std::string_view option) {
    const auto halves = split_once(text, '=');
    if (!halves || halves->before.empty()) throw usage_error(fmt::format("{} wants KEY=VALUE", option));
    return *halves;
  }

  std::vector<std::string> responses_, response_files_;
  std::optional<std::string> login_, response_stdin_;
  AnswerOptions answers_;
  EndOptions end_;
};

}  // namespace

CAUTH_COMMAND(respond, Respond)

}  // namespace cauth::cli
