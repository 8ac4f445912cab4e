#include "cli/kept_keys.hpp"

#include "cli/sessions.hpp"

namespace cauth::cli {

std::unique_ptr<session::SecretShelf> open_pending_logins(Context& context) {
  return session::open_shelf(store_choice(context), session::kPendingShelf, context.env());
}

session::DeviceStore open_devices(Context& context) {
  return {context.env(), context.clock(), store_choice(context)};
}

session::PasskeyStore open_passkeys(Context& context) {
  return {context.env(), context.clock(), store_choice(context)};
}

}  // namespace cauth::cli
