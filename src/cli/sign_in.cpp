#include "cli/sign_in.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/kept_keys.hpp"
#include "cognito/pool.hpp"
#include "cognito/start_sign_in.hpp"

#include <utility>

namespace cauth::cli {
namespace {

std::string username_of_settings(Context& context) {
  if (auto name = context.settings().get("username")) return *std::move(name);
  if (!context.may_ask()) return context.settings().require("username");
  std::string name(trim(context.terminal().ask("Username: ")));
  if (name.empty()) throw usage_error("no username was typed");
  return name;
}

std::string pool_name_of(const std::string& user_pool_id) {
  return user_pool_id.empty() ? std::string() : cognito::parse_pool_id(user_pool_id).name;
}

cognito::Flow flow_of_settings(const session::Settings& settings) {
  const auto flow = settings.get("flow");
  if (!flow && settings.get("preferred_challenge")) return cognito::Flow::user_auth;
  // A user who is named in spite of a profile that says client-credentials.
  return cognito::flow_named(flow.value_or("auto")).value_or(cognito::Flow::automatic);
}

}  // namespace

SignIn sign_in_of_settings(Context& context) {
  const session::Settings& settings = context.settings();
  SignIn sign_in;
  sign_in.client_id = settings.require("client_id");
  sign_in.user_pool_id = settings.get("user_pool_id").value_or("");
  sign_in.place = place_of_settings(context);
  sign_in.admin = flow_of_settings(settings) == cognito::Flow::admin;
  if (sign_in.admin) sign_in.user_pool_id = settings.require("user_pool_id");
  sign_in.alias = username_of_settings(context);
  return sign_in;
}

OwnAuthenticators authenticators_for(Context& context, const SignIn& sign_in, const AnswerOptions& answers,
                                     bool keep_nothing, Prompter::Asking asking) {
  return {context,
          {.endpoint = sign_in.place.endpoint,
           .user_pool_id = sign_in.user_pool_id,
           .client_id = sign_in.client_id,
           .username = {}},
          {.secret = &answers.totp_secret,
           .new_file = answers.totp_secret.file(),
           .person_may_take_it = asking == Prompter::Asking::allowed},
          keep_nothing};
}

SignInTalk::SignInTalk(Context& context, const SignIn& sign_in, cognito::Inputs& inputs,
                       cognito::Authenticators& authenticators, cognito::ClientMetadata metadata)
    : context_(context),
      client_(context.http(), context.clock(), context.random(), user_pool_service(context, sign_in.place)),
      api_(client_, app_client(context, sign_in.client_id), context.clock()),
      conversation_{.api = api_,
                    .inputs = inputs,
                    .authenticators = authenticators,
                    .random = context.random(),
                    .clock = context.clock(),
                    .metadata = std::move(metadata),
                    .username = sign_in.alias,
                    .pool_name = pool_name_of(sign_in.user_pool_id),
                    .tell = [&context](std::string_view text) { context.note(text); }} {
  if (sign_in.admin) api_.act_as_admin(sign_in.user_pool_id);
  auto kept = open_devices(context).find(sign_in.place.endpoint, sign_in.user_pool_id, sign_in.client_id,
                                         sign_in.alias);
  if (!kept) return;
  conversation_.forget_device = [&context, owner = kept->owner, key = kept->device.key] {
    open_devices(context).forget(owner, key);
  };
  conversation_.device = std::move(kept->device);
}

cognito::Step hold_sign_in(Context& context, cognito::Conversation& conversation) {
  const session::Settings& settings = context.settings();
  conversation.preferred_challenge = settings.get("preferred_challenge").value_or("");
  return cognito::run_challenges(conversation,
                                 cognito::start_sign_in(conversation, flow_of_settings(settings)));
}

}  // namespace cauth::cli
