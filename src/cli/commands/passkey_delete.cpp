#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/kept_keys.hpp"
#include "cli/sessions.hpp"
#include "cli/user_access.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>

namespace cauth::cli {
namespace {

struct PasskeyDelete : Command {
  std::optional<std::string> id;

  void declare(Args& args) override {
    args.positional(id, "PASSKEY", "the passkey's id, as \"cauth passkey list\" shows it").required();
    declare_session_choice(args);
    args.describe(
        "Deletes a passkey of the session's user from the pool, and its private key from this machine where "
        "it is kept here. One that the pool does not know any more is removed here all the same.");
    args.example("delete one", "cauth passkey delete $ID");
  }

  int run(Context& context) override {
    const auto octets = base64url_decode(*id);
    if (!octets || octets->empty()) {
      throw usage_error(fmt::format("\"{}\" is no id of a passkey", printable(*id)),
                        "cauth passkey list shows them");
    }
    auto store = open_passkeys(context);
    const bool is_here = store.find(*octets).has_value();
    delete_at_service(context, is_here);
    store.remove(*octets);
    context.note(fmt::format("the passkey {} is deleted", *id));
    return 0;
  }

 private:
  void delete_at_service(Context& context, bool is_here) const {
    try {
      UserAccess(context).api().delete_passkey(*id);
    } catch (const Error& error) {
      if (!is_here || error.code != "ResourceNotFoundException") throw;
    }
  }
};

}  // namespace

CAUTH_COMMAND(passkey_delete, PasskeyDelete)

}  // namespace cauth::cli
