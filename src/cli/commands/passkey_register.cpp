#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/kept_keys.hpp"
#include "cli/sessions.hpp"
#include "cli/user_access.hpp"
#include "cognito/challenge.hpp"
#include "webauthn/passkey.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace cauth::cli {
namespace {

webauthn::CreationOptions read_options(const Json& answer) {
  std::string problem;
  auto options = webauthn::parse_creation_options(answer, problem);
  if (!options) throw cognito::strange_answer("the options for a passkey: " + problem);
  return *std::move(options);
}

struct PasskeyRegister : Command {
  void declare(Args& args) override {
    declare_session_choice(args);
    args.describe(
        "Makes a passkey for the session's user and registers it with the pool, which must allow passkeys. "
        "\"cauth login\" signs in with it where the pool asks for one.\n\n"
        "Its private key (ES256) is kept beside the sessions, in a file that only its owner may read, and "
        "leaves this machine in no other way. Whoever can read that file is taken for the user: it is meant "
        "for tests and for machines, not to replace a passkey that a person unlocks.");
    args.example("a passkey for this machine", "cauth login --username alice && cauth passkey register");
  }

  int run(Context& context) override {
    UserAccess user(context);
    auto store = open_passkeys(context);
    const webauthn::CreationOptions options = read_options(user.api().start_passkey());
    refuse_second(store, options);
    webauthn::NewPasskey made = webauthn::make_passkey(options, context.random());
    const std::string id = made.passkey.credential_id;
    // Kept first: a key that the pool knows and nobody has would be a passkey that cannot be used.
    store.add({.passkey = std::move(made.passkey),
               .endpoint = user.owner().endpoint,
               .user_pool_id = user.owner().user_pool_id,
               .username = user.owner().username,
               .created = context.clock().now()});
    complete(user, store, id, made.credential_json);
    context.note(fmt::format("registered the passkey {} for {} at {}", base64url_encode(id),
                             printable(user.owner().username), options.rp_id));
    return 0;
  }

 private:
  // The pool's list of what the user has is there to keep an authenticator from being registered twice.
  static void refuse_second(const session::PasskeyStore& store, const webauthn::CreationOptions& options) {
    for (const auto& id : options.exclude) {
      if (!store.find(id)) continue;
      throw usage_error("this machine has a passkey of that user already",
                        fmt::format("cauth passkey delete {} removes it", base64url_encode(id)));
    }
  }

  static void complete(UserAccess& user, session::PasskeyStore& store, const std::string& id,
                       const std::string& credential) {
    try {
      user.api().complete_passkey(std::move(*parse_json(credential)));
    } catch (const Error& error) {
      // After anything but a refusal the pool may know it.
      if (error.category == Category::refused) store.remove(id);
      throw;
    }
  }
};

}  // namespace

CAUTH_COMMAND(passkey_register, PasskeyRegister)

}  // namespace cauth::cli
