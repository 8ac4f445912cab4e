#pragma once

#include "cli/args.hpp"
#include "cli/context.hpp"
#include "cli/prompter.hpp"
#include "cli/sign_in.hpp"
#include "cognito/challenge.hpp"
#include "session/session.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cauth::cli {

/// The options for how a sign-in ends.
struct EndOptions {
  bool no_store = false;
  std::optional<std::string> print;  ///< id, access
  std::optional<bool> remember_device;

  void declare(Args& args);
};

/// A session of these tokens. It is theirs who is named in them: `username` stands in where they name nobody.
session::Session make_session(Context& context, const SignIn& sign_in, jose::Tokens tokens,
                              const std::string& username);

/// The session that a conversation ended with, when it ended with tokens: they are moved out of `end`.
session::Session session_of(Context& context, const SignIn& sign_in, cognito::Step& end,
                            const cognito::Conversation& conversation);

/// Stores it, as the one that the profile uses from now on; a sign-in that had stopped is over.
void keep_session(Context& context, const session::Session& session);

/// Says who is signed in and for how long, and prints the token that was asked for.
void tell_signed_in(Context& context, const EndOptions& options, const session::Session& session);
/// A line with the token of that kind. Error{action_needed} when there is none.
void print_token(Context& context, const jose::Tokens& tokens, std::string_view use);

/// Where the conversation ended. With tokens: keeps the session, says so, prints the token that was asked
/// for; a new device is kept too. At a challenge that nobody answered: prints it as JSON, keeps it for
/// `respond`, and throws Error{action_needed} with the line to type.
int end_sign_in(Context& context, const EndOptions& options, const SignIn& sign_in, cognito::Step end,
                const cognito::Conversation& conversation, const Prompter& prompter);

}  // namespace cauth::cli
