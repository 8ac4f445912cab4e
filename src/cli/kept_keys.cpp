#include "cli/kept_keys.hpp"

#include "cli/sessions.hpp"

namespace cauth::cli {

session::DeviceStore open_devices(Context& context) {
  return {context.env(), context.clock(), store_choice(context)};
}

session::PasskeyStore open_passkeys(Context& context) {
  return {context.env(), context.clock(), store_choice(context)};
}

}  // namespace cauth::cli
