#include "cli/auto_login.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/answer_options.hpp"
#include "cli/client_metadata.hpp"
#include "cli/new_device.hpp"
#include "cli/prompter.hpp"
#include "cli/sessions.hpp"
#include "cli/sign_in.hpp"
#include "cli/sign_in_end.hpp"
#include "session/file_names.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <variant>

namespace cauth::cli {
namespace {

using session::Session;
using session::Settings;

// A password that stands in the profile is that of the profile's user, whoever is named on the line.
bool has_password_of_user(const Settings& settings) {
  const auto user = settings.get("username");
  const auto password = settings.find_secret("password");
  if (!user || !password) return false;
  const auto& values = settings.profile().values;
  const auto owner = values.find("username");
  return password->source == nullptr || owner == values.end() || owner->second == *user;
}

bool is_named(const Session& session, const std::string& name) {
  return session.key.username == name || session.alias == name;
}

// What another process signed in to while we waited for it.
std::optional<session::SessionKey> living_session(Context& context, session::TokenStore& store) {
  try {
    const auto key = chosen_session(context, store);
    const auto session = store.load(key);
    if (session && !is_over(*session, context.clock().now())) return key;
  } catch (const Error& error) {
    // None: that is what a sign-in is for.
    if (error.category != Category::action_needed) throw;
  }
  return std::nullopt;
}

FileLock lock_for(Context& context, const SignIn& sign_in) {
  const auto folder = session::state_folder(context.env()) / "sessions";
  make_private_folder(folder);
  const auto name = session::file_name_for(
      "login", {sign_in.place.endpoint, sign_in.user_pool_id, sign_in.client_id, sign_in.alias});
  return {"the sign-in", folder / (name + ".lock"),
          context.clock().now() + context.time_left(session::kLockWait), context.clock()};
}

Session sign_in_with_settings(Context& context, SignIn sign_in) {
  const AnswerOptions answers;
  Prompter prompter(context, Prompter::Asking::never);
  answers.give_to(prompter, context);
  OwnAuthenticators authenticators =
      authenticators_for(context, sign_in, answers, false, Prompter::Asking::never);
  SignInTalk talk(context, sign_in, prompter, authenticators, read_client_metadata(context));
  const cognito::Conversation& conversation = talk.conversation();
  cognito::Step end = hold_sign_in(context, talk.conversation());
  if (const auto* challenge = std::get_if<cognito::Challenge>(&end)) {
    throw Error(Category::action_needed,
                fmt::format("the sign-in by itself (auto_login) stopped at {}, which wants an answer",
                            printable(challenge->name)),
                "sign in with \"cauth login\"");
  }
  sign_in.client_secret = talk.secret_that_worked();
  Session session = session_of(context, sign_in, end, conversation);
  keep_session(context, session);
  // Whether it is remembered is for a person to say.
  if (const auto& device = std::get<cognito::SignedIn>(end).device) {
    keep_new_device(context, sign_in, session, *device, false);
  }
  return session;
}

}  // namespace

bool is_over(const Session& session, TimePoint now) {
  const auto lives = [&](const std::optional<jose::Token>& token) { return token && token->expires > now; };
  if (session.can_be_renewed() && !session.refused) return false;
  return session.refused || (!lives(session.tokens.id) && !lives(session.tokens.access));
}

bool may_sign_in_unasked(Context& context, const std::optional<Session>& over) {
  const Settings& settings = context.settings();
  if (!settings.enabled("auto_login") || !settings.get("client_id")) return false;
  if (!has_password_of_user(settings)) return false;
  return !over || (is_over(*over, context.clock().now()) && is_named(*over, *settings.get("username")));
}

session::SessionKey sign_in_unasked(Context& context, session::TokenStore& store) {
  const SignIn sign_in = sign_in_of_settings(context);
  const FileLock lock = lock_for(context, sign_in);
  if (auto key = living_session(context, store)) return *std::move(key);
  store.check_writable();
  return sign_in_with_settings(context, sign_in).key;
}

}  // namespace cauth::cli
