#include "cli/sign_in.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cognito/pool.hpp"
#include "session/device_store.hpp"

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

}  // namespace

SignIn sign_in_of_settings(Context& context) {
  const session::Settings& settings = context.settings();
  SignIn sign_in;
  sign_in.client_id = settings.require("client_id");
  sign_in.user_pool_id = settings.get("user_pool_id").value_or("");
  sign_in.place = place_of_settings(context);
  sign_in.alias = username_of_settings(context);
  return sign_in;
}

SignInTalk::SignInTalk(Context& context, const SignIn& sign_in, cognito::Inputs& inputs,
                       cognito::ClientMetadata metadata)
    : context_(context),
      client_(context.http(), context.clock(), context.random(), user_pool_service(context, sign_in.place)),
      api_(client_, app_client(context, sign_in.client_id), context.clock()),
      conversation_{.api = api_,
                    .inputs = inputs,
                    .random = context.random(),
                    .clock = context.clock(),
                    .metadata = std::move(metadata),
                    .username = sign_in.alias,
                    .pool_name = pool_name_of(sign_in.user_pool_id),
                    .tell = [&context](std::string_view text) { context.note(text); }} {
  auto kept = session::DeviceStore(context.env(), context.clock())
                  .find(sign_in.place.endpoint, sign_in.user_pool_id, sign_in.client_id, sign_in.alias);
  if (!kept) return;
  conversation_.forget_device = [&context, owner = kept->owner, key = kept->device.key] {
    session::DeviceStore(context.env(), context.clock()).forget(owner, key);
  };
  conversation_.device = std::move(kept->device);
}

}  // namespace cauth::cli
