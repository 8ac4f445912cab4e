#pragma once

#include "aws/json_client.hpp"
#include "cli/answer_options.hpp"
#include "cli/context.hpp"
#include "cli/own_authenticators.hpp"
#include "cli/prompter.hpp"
#include "cli/service.hpp"
#include "cognito/api.hpp"
#include "cognito/conversation.hpp"

#include <string>

namespace cauth::cli {

// What every sign-in needs, whoever starts it. How one ends is in sign_in_end.hpp.

/// Where and as whom somebody signs in.
struct SignIn {
  Place place;
  std::string user_pool_id;  ///< as far as the settings know it
  std::string client_id;
  std::string alias;            ///< the user as typed
  bool admin = false;           ///< signed with AWS credentials
  std::string pending_id = {};  ///< of the login that had stopped and is gone on with; empty: a new one
  int client_secret = 0;        ///< which of the client's two worked: see session::Session
};

/// What the settings say. The username is asked for where there is somebody to ask. Error{usage} when one of
/// them is missing.
SignIn sign_in_of_settings(Context& context);

/// Starts the flow of the settings, and answers its challenges: tokens, or the challenge that is left. A
/// preferred challenge without a flow means the choice-based one.
cognito::Step hold_sign_in(Context& context, cognito::Conversation& conversation);

/// What is at hand on this machine for that sign-in. `answers` and `context` outlive it.
OwnAuthenticators authenticators_for(Context& context, const SignIn& sign_in, const AnswerOptions& answers,
                                     bool keep_nothing, Prompter::Asking asking = Prompter::Asking::allowed);

/// A conversation with the pool, in the name of this machine where it is a device of the user's, and what it
/// is held over. `inputs`, `authenticators` and `context` outlive it.
class SignInTalk {
 public:
  SignInTalk(Context& context, const SignIn& sign_in, cognito::Inputs& inputs,
             cognito::Authenticators& authenticators, cognito::ClientMetadata metadata);

  cognito::Conversation& conversation() { return conversation_; }
  /// Which of the client's two secrets worked, once the conversation is over: see session::Session.
  int secret_that_worked() const { return cli::secret_that_worked(context_, api_.used_other_secret()); }

 private:
  Context& context_;
  aws::JsonClient client_;
  cognito::Api api_;
  cognito::Conversation conversation_;
};

}  // namespace cauth::cli
