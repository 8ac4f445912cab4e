#include "cli/sign_in_end.hpp"

#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "cli/kept_keys.hpp"
#include "cli/new_device.hpp"
#include "cli/output.hpp"
#include "cli/pending_logins.hpp"
#include "cli/sessions.hpp"
#include "cognito/pool.hpp"
#include "jose/token.hpp"
#include "session/chosen.hpp"
#include "session/pending_login.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <utility>
#include <variant>
#include <vector>

namespace cauth::cli {
namespace {

using cognito::Challenge;

/// What tokens say about whose they are.
struct Owner {
  std::string username, user_pool_id;
};

// The pool id is the last part of the issuer, in AWS's forms and in those of emulators.
std::string pool_behind(std::string_view issuer) {
  if (auto pool = cognito::pool_of_issuer(issuer)) return *std::move(pool);
  const auto slash = issuer.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(issuer.substr(slash + 1));
}

Owner owner_of(const jose::Tokens& tokens) {
  Owner owner;
  const auto look = [&](const std::optional<jose::Token>& token, const char* name_claim) {
    if (!token) return;
    const auto decoded = jose::decode_token(token->text.reveal());
    if (!decoded.token) return;
    const Json& claims = decoded.token->payload;
    if (owner.username.empty()) owner.username = string_member_or(claims, name_claim, "");
    if (owner.user_pool_id.empty()) owner.user_pool_id = pool_behind(string_member_or(claims, "iss", ""));
  };
  look(tokens.access, "username");
  look(tokens.id, "cognito:username");
  return owner;
}

// Rounded to minutes where it is long: what was an hour a moment ago is an hour.
std::string life_of(const jose::Tokens& tokens, TimePoint now) {
  using std::chrono::minutes;
  TimePoint end = TimePoint::max();
  if (tokens.id) end = std::min(end, tokens.id->expires);
  if (tokens.access) end = std::min(end, tokens.access->expires);
  auto length = std::chrono::ceil<std::chrono::seconds>(end - now);
  if (length > minutes(10)) length = std::chrono::round<minutes>(length);
  return format_duration(std::max(length, std::chrono::seconds(0)));
}

WipedJson as_json(const Challenge& challenge) {
  WipedJson value;
  value["ChallengeName"] = challenge.name;
  value["Session"] = challenge.session.reveal();
  value["ChallengeParameters"] = challenge.parameters;
  if (!challenge.available.empty()) value["AvailableChallenges"] = challenge.available;
  return value;
}

std::string way_to_answer(const std::string& key) {
  constexpr std::string_view kAttribute = "userAttributes.";
  if (key == "NEW_PASSWORD") return " --new-password-stdin";
  if (key == "PASSWORD") return " --password-stdin";
  if (key.starts_with(kAttribute)) {
    return fmt::format(" --attribute {}=VALUE", printable(key.substr(kAttribute.size())));
  }
  return fmt::format(" --response {}=VALUE", printable(key));
}

// What a variable or the profile holds is there the next time too; what was on the line is not.
bool stays(Context& context, const std::string& key) {
  if (key == "NEW_PASSWORD") return context.env().get("CAUTH_NEW_PASSWORD").has_value();
  return key == "PASSWORD" && context.settings().find_secret("password").has_value();
}

std::string respond_line(Context& context, const session::PendingLogin& login,
                         const std::vector<std::string>& asked) {
  std::string line = "cauth respond";
  if (login.profile != "default") line += fmt::format(" --profile {}", printable(login.profile));
  if (other_users_wait(context, login)) line += fmt::format(" --login {}", login.id);
  for (const auto& key : asked) {
    if (!stays(context, key)) line += way_to_answer(key);
  }
  // The line that writes the secret of a new authenticator into a file is the one that signs in from then on.
  const bool sets_up = login.challenge.name == "MFA_SETUP";
  if (asked.empty()) {
    line += sets_up ? " --totp-secret-file FILE" : way_to_answer(cognito::answer_key(login.challenge.name));
  }
  return line;
}

session::PendingLogin pending_login(Context& context, const SignIn& sign_in, const Challenge& challenge,
                                    const std::string& username) {
  return {.id = sign_in.pending_id.empty() ? session::new_login_id(context.random()) : sign_in.pending_id,
          .challenge = challenge.clone(),
          .username = username,
          .alias = sign_in.alias,
          .endpoint = sign_in.place.endpoint,
          .region = sign_in.place.region,
          .user_pool_id = sign_in.user_pool_id,
          .client_id = sign_in.client_id,
          .profile = context.settings().profile_name(),
          .admin = sign_in.admin,
          .since = context.clock().now()};
}

[[noreturn]] void stop(Context& context, const EndOptions& options, const SignIn& sign_in,
                       const Challenge& challenge, const std::string& username,
                       const std::vector<std::string>& asked) {
  const session::PendingLogin login = pending_login(context, sign_in, challenge, username);
  WipedJson shown = as_json(challenge);
  if (!options.no_store) {
    session::save_pending_login(login, *open_pending_logins(context));
    shown["LoginId"] = login.id;
  }
  print_value(context, *shown);
  throw Error(Category::action_needed,
              fmt::format("the sign-in stopped at {}, which wants an answer", printable(challenge.name)),
              options.no_store ? "answer it with cauth respond-to-auth-challenge: nothing was stored"
                               : "go on with: " + respond_line(context, login, asked));
}

}  // namespace

void EndOptions::declare(Args& args) {
  args.flag(no_store, "--no-store", "keep nothing: no session, no stopped sign-in");
  declare_remember_device(args, remember_device);
  args.option(print, "--print", "KIND", "print this token once signed in").choices({"id", "access"});
}

void print_token(Context& context, const jose::Tokens& tokens, std::string_view use) {
  const jose::Token* token = tokens.find(*jose::token_use_named(use));
  if (token == nullptr) {
    throw Error(Category::action_needed, fmt::format("the sign-in gave no {} token", use));
  }
  SecretString line = token->text.clone();
  line.append("\n");
  context.io().out.write(line.reveal());
}

session::Session make_session(Context& context, const SignIn& sign_in, jose::Tokens tokens,
                              const std::string& username) {
  const Owner owner = owner_of(tokens);
  session::Session session;
  session.key = {.endpoint = sign_in.place.endpoint,
                 .user_pool_id = sign_in.user_pool_id.empty() ? owner.user_pool_id : sign_in.user_pool_id,
                 .client_id = sign_in.client_id,
                 .username = owner.username.empty() ? username : owner.username};
  session.tokens = std::move(tokens);
  if (sign_in.alias != session.key.username) session.alias = sign_in.alias;
  session.profile = context.settings().profile_name();
  session.region = sign_in.place.region;
  session.client_secret = sign_in.client_secret;
  return session;
}

session::Session session_of(Context& context, const SignIn& sign_in, cognito::Step& end,
                            const cognito::Conversation& conversation) {
  auto& signed_in = std::get<cognito::SignedIn>(end);
  session::Session session =
      make_session(context, sign_in, std::move(signed_in.tokens), conversation.username);
  if (conversation.device) session.device_key = conversation.device->key;
  if (signed_in.device) session.device_key = signed_in.device->key;
  return session;
}

void keep_session(Context& context, const session::Session& session) {
  const auto store = open_store(context);
  const bool keeps_old = context.settings().enabled("keep_expired_token");
  store->update(session.key, [&](std::optional<session::Session> old) {
    session::Session next = session.clone();
    if (old && keeps_old) next.replaced = session::replaced_by_next(*std::move(old), context.clock().now());
    return next;
  });
  session::save_chosen(session.profile, session.key, context.env());
  erase_pending_logins_of(context, session);
}

void tell_signed_in(Context& context, const EndOptions& options, const session::Session& session) {
  context.note(fmt::format("signed in as {}, tokens expire in {}", printable(session.key.username),
                           life_of(session.tokens, context.clock().now())));
  if (options.print) print_token(context, session.tokens, *options.print);
}

int end_sign_in(Context& context, const EndOptions& options, const SignIn& sign_in, cognito::Step end,
                const cognito::Conversation& conversation, const Prompter& prompter) {
  if (const auto* challenge = std::get_if<Challenge>(&end)) {
    stop(context, options, sign_in, *challenge, conversation.username, prompter.asked());
  }
  const auto& new_device = std::get<cognito::SignedIn>(end).device;
  const session::Session session = session_of(context, sign_in, end, conversation);
  if (!options.no_store) keep_session(context, session);
  tell_signed_in(context, options, session);
  if (new_device && !options.no_store) {
    keep_new_device(context, sign_in, session, *new_device, options.remember_device);
  }
  return 0;
}

}  // namespace cauth::cli
