#include "base/duration.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/sessions.hpp"

#include <fmt/format.h>

namespace cauth::cli {
namespace {

struct Refresh : Command {
  void declare(Args& args) override {
    args.describe(
        "Renews the tokens of a session whatever their age. Other commands do it by themselves when a token "
        "is "
        "about to end; use this after a change of groups or attributes, which only new tokens show. The "
        "pool's "
        "triggers see --client-metadata then, as they see CAUTH_CLIENT_METADATA and the profile's at every "
        "renewal.");
    declare_session_choice(args);
    args.setting("client_metadata");
    args.example("see a group that was just added", "cauth refresh && cauth decode");
  }

  int run(Context& context) override {
    const auto store = open_store(context);
    const session::SessionKey key = chosen_session(context, *store);
    session::Freshness freshness;
    freshness.force = true;
    const session::Session session = fresh_session(context, *store, key, freshness);
    const jose::TokenUse use = session::meant_use(session, {});
    const jose::Token* token = session.tokens.find(use);
    context.note(fmt::format("renewed the session of {}{}", printable(key.username),
                             token == nullptr
                                 ? ""
                                 : fmt::format("; the {} token {}", jose::name_of(use),
                                               format_expiry(token->expires, context.clock().now()))));
    return 0;
  }
};

}  // namespace

CAUTH_COMMAND(refresh, Refresh)

}  // namespace cauth::cli
