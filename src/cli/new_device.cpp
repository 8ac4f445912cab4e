#include "cli/new_device.hpp"

#include "aws/json_client.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/kept_keys.hpp"
#include "cli/service.hpp"
#include "cli/this_device.hpp"
#include "cognito/device_verifier.hpp"
#include "cognito/user_api.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string>
#include <utility>

namespace cauth::cli {
namespace {

// What a person recognises in a list of devices.
std::string device_name() {
  constexpr std::size_t kLongestName = 256;
  const auto host = read_file_if_there("/proc/sys/kernel/hostname", kLongestName);
  return host ? fmt::format("cauth on {}", trim(*host)) : std::string("cauth");
}

bool is_wanted(Context& context, std::optional<bool> remember) {
  if (remember) return *remember;
  if (!context.may_ask()) return false;
  const std::string answer =
      context.terminal().ask("Remember this device, so that it stands for the second factor? (y/N) ");
  return to_lower(trim(answer)).starts_with('y');
}

void confirm(Context& context, const SignIn& sign_in, const session::Session& session, cognito::Device device,
             std::optional<bool> remember) {
  aws::JsonClient client(context.http(), context.clock(), context.random(),
                         user_pool_service(context, sign_in.place));
  cognito::UserApi api(client, session.tokens.access->text.clone());
  const auto verifier = cognito::make_device_verifier({.group = device.group_key, .name = device.key},
                                                      device.password, context.random());
  auto store = open_devices(context);
  // Kept before the service knows it: a device without its password could never sign in again.
  store.keep({.owner = device_owner(session.key),
              .alias = session.alias,
              .client_id = session.key.client_id,
              .device = device.clone()});
  const bool leaves_it_to_the_user = api.confirm_device(device.key, verifier, device_name());
  if (leaves_it_to_the_user && !is_wanted(context, remember)) return;
  if (leaves_it_to_the_user) api.update_device_status(device.key, true);
  context.note("this device is remembered; \"cauth devices forget\" ends that");
}

}  // namespace

void declare_remember_device(Args& args, std::optional<bool>& into) {
  args.flag_pair(into, "--remember-device",
                 "let this device stand for the second factor, where the pool leaves that to the user");
}

void keep_new_device(Context& context, const SignIn& sign_in, const session::Session& session,
                     const cognito::NewDevice& device, std::optional<bool> remember) {
  if (remember == false || !session.tokens.access) return;
  try {
    confirm(context, sign_in, session,
            {.key = device.key,
             .group_key = device.group_key,
             .password = cognito::new_device_password(context.random())},
            remember);
  } catch (const Error& error) {
    // There are tokens: the next sign-in names a new device.
    if (error.category == Category::interrupted) throw;
    open_devices(context).forget(device_owner(session.key), device.key);
    context.warn(fmt::format("this device is not remembered: {}", error.service_message.empty()
                                                                      ? error.what_failed
                                                                      : printable(error.service_message)));
  }
}

}  // namespace cauth::cli
