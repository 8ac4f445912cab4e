#include "base/bytes.hpp"
#include "base/text.hpp"
#include "cli/columns.hpp"
#include "cli/command.hpp"
#include "cli/context.hpp"
#include "cli/kept_keys.hpp"
#include "cli/output.hpp"
#include "cli/sessions.hpp"
#include "cli/user_access.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace cauth::cli {
namespace {

struct PasskeyList : Command {
  void declare(Args& args) override {
    declare_session_choice(args);
    args.describe(
        "Lists the passkeys that the session's user has registered with the pool, wherever they are. Those "
        "whose private key is kept on this machine have a star; in JSON, KeptHere says so.");
    args.example("list them", "cauth passkey list");
    args.example("ids, in a script",
                 "cauth passkey list --query \"Credentials[].CredentialId\" --output text");
  }

  int run(Context& context) override {
    Json answer = UserAccess(context).api().list_passkeys();
    const auto store = open_passkeys(context);
    for (auto& passkey : answer["Credentials"]) {
      if (!passkey.is_object()) continue;
      const auto id = base64url_decode(string_member_or(passkey, "CredentialId", ""));
      passkey["KeptHere"] = id && store.find(*id).has_value();
    }
    if (context.globals().query || output_format(context, Format::text) != Format::text) {
      print_value(context, answer);
      return 0;
    }
    print_table(context, answer["Credentials"]);
    return 0;
  }

 private:
  static void print_table(Context& context, const Json& passkeys) {
    if (passkeys.empty()) {
      context.note("there is no passkey");
      return;
    }
    std::vector<std::vector<std::string>> rows = {{" ", "PASSKEY", "NAME", "RELYING PARTY"}};
    for (const auto& passkey : passkeys) {
      const auto text = [&](const char* name) { return printable(string_member_or(passkey, name, "")); };
      const bool here = passkey.is_object() && passkey.value("KeptHere", Json()) == true;
      rows.push_back(
          {here ? "*" : " ", text("CredentialId"), text("FriendlyCredentialName"), text("RelyingPartyId")});
    }
    print_columns(context.io().out, rows);
  }
};

}  // namespace

CAUTH_COMMAND(passkey_list, PasskeyList)

}  // namespace cauth::cli
