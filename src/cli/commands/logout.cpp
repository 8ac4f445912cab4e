#include "aws/json_client.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/service.hpp"
#include "cli/sessions.hpp"
#include "cli/web_sign_out.hpp"
#include "cognito/api.hpp"
#include "session/chosen.hpp"

#include <fmt/format.h>

#include <functional>
#include <optional>
#include <string_view>

namespace cauth::cli {
namespace {

using session::Session;

// Calls Cognito about one session.
void with_api(Context& context, const Session& session, const std::function<void(cognito::Api&)>& call) {
  aws::JsonClient client(
      context.http(), context.clock(), context.random(),
      user_pool_service(context, {.endpoint = session.key.endpoint, .region = session.region}));
  cognito::Api api(client, app_client(context, session.key.client_id), context.clock());
  call(api);
}

struct Logout : Command {
  bool all = false;
  bool everywhere = false;
  bool local = false;
  WebSignOut web;

  void declare(Args& args) override {
    args.describe(
        "Revokes the session's refresh token at Cognito and forgets the session. When Cognito cannot be "
        "reached "
        "the session is kept, so that it can still be revoked later; --local forgets it all the same. Tokens "
        "that "
        "were handed out already are valid at APIs until they end.");
    declare_session_choice(args);
    args.flag(all, "--all", "every session of the profile's pool and client, or of the profile");
    args.flag(everywhere, "--global", "sign the user out on every device (GlobalSignOut)");
    args.flag(local, "--local", "forget the session here, without a word to Cognito");
    web.declare(args);
    args.example("sign out here", "cauth logout");
    args.example("sign out here and in the browser", "cauth logout --web");
    args.example("sign out everywhere", "cauth logout --global");
  }

  int run(Context& context) override {
    if (everywhere && local) throw usage_error("--global and --local exclude each other");
    const auto store = open_store(context);
    if (web.web && all) throw usage_error("--web and --all exclude each other", "a browser has one session");
    if (!all) {
      const session::SessionKey key = chosen_session(context, *store);
      const auto session = web.web ? store->load(key) : std::nullopt;
      sign_out(context, *store, key);
      if (session) web.run(context, *session);
      return 0;
    }
    const session::Listing listing = allowed_sessions(context, *store);
    for (const auto& problem : listing.unreadable) context.warn(problem.what_failed);
    for (const auto& session : listing.sessions) sign_out(context, *store, session.key);
    if (listing.sessions.empty()) context.note("there is no session to end");
    return 0;
  }

 private:
  void sign_out(Context& context, session::TokenStore& store, const session::SessionKey& key) const {
    const std::string& profile = context.settings().profile_name();
    if (everywhere) sign_out_everywhere(context, store, key);
    bool found = false;
    store.erase(key, [&](const Session& session) {
      found = true;
      if (!local) revoke(context, session);
    });
    if (session::load_chosen(profile, context.env()) == key) session::forget_chosen(profile, context.env());
    if (!found) {
      throw Error(Category::action_needed, fmt::format("\"{}\" is not signed in", printable(key.username)));
    }
    context.note(fmt::format("signed out {}{}", printable(key.username), everywhere ? " everywhere" : ""));
  }

  static void revoke(Context& context, const Session& session) {
    if (!session.tokens.refresh) return;
    try {
      with_api(context, session, [&](cognito::Api& api) { api.revoke(*session.tokens.refresh); });
    } catch (const Error& error) {
      // What Cognito refuses now it will refuse later: the session is forgotten all the same.
      if (error.category != Category::refused) throw hinted(error);
      context.warn(
          fmt::format("forgotten, but Cognito did not revoke it: {}",
                      error.service_message.empty() ? error.what_failed : printable(error.service_message)));
    }
  }

  static void sign_out_everywhere(Context& context, session::TokenStore& store,
                                  const session::SessionKey& key) {
    session::Freshness freshness;
    freshness.use = jose::TokenUse::access;
    const Session session = fresh_session(context, store, key, freshness);
    try {
      with_api(context, session,
               [&](cognito::Api& api) { api.sign_out_everywhere(session.tokens.access->text); });
    } catch (const Error& error) {
      throw hinted(error);
    }
  }

  static Error hinted(Error error) {
    if (error.hint.empty())
      error.hint = "the session is kept; \"cauth logout --local\" forgets it all the same";
    return error;
  }
};

}  // namespace

CAUTH_COMMAND(logout, Logout)

}  // namespace cauth::cli
