#include "cli/machine_sign_in.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/client_metadata.hpp"
#include "cli/login_pages.hpp"
#include "cli/service.hpp"
#include "cli/sessions.hpp"
#include "session/chosen.hpp"
#include "session/fresh_tokens.hpp"
#include "session/token_store.hpp"

#include <optional>
#include <string>
#include <utility>

namespace cauth::cli {
namespace {

using session::Session;

void check_settings(const session::Settings& settings) {
  if (const auto name = settings.find("username"); name && name->layer == session::Layer::flag) {
    throw usage_error("--username has no place beside --client-credentials: the client signs in as itself",
                      "leave one of them out");
  }
  if (settings.find_secret("client_secret")) return;
  const std::string passed_over = settings.client_secret_passed_over();
  throw usage_error(passed_over.empty() ? "signing in as a client needs the client's secret" : passed_over,
                    "set client_secret in the profile, or CAUTH_CLIENT_SECRET");
}

Session new_session(Context& context, session::SessionKey key) {
  Session session;
  session.key = std::move(key);
  session.profile = context.settings().profile_name();
  session.region = place_of_settings(context).region;
  return session;
}

void fetch(Context& context, Session& session) {
  session.domain = login_domain(context, {.endpoint = session.key.endpoint, .region = session.region});
  oauth::TokenEndpoint endpoint = token_endpoint(context, session.domain, session.key.client_id);
  session.tokens = endpoint.client_credentials(session.key.scopes, client_metadata_json(context));
  session.client_secret = secret_that_worked(context, endpoint.used_other_secret());
}

// Under the lock: who waited for it finds what the first one fetched. `needed`: how long that must live yet.
Session kept_session(Context& context, Session session, TimePoint needed) {
  const auto store = open_store(context);
  store->check_writable();
  store->update(session.key, [&](std::optional<Session> found) -> std::optional<Session> {
    if (found && found->tokens.access && found->tokens.access->expires > needed) {
      session = *std::move(found);
      return std::nullopt;
    }
    fetch(context, session);
    if (found && context.settings().enabled("keep_expired_token"))
      session.replaced = session::replaced_by_next(*std::move(found), context.clock().now());
    return session.clone();
  });
  return session;
}

void choose(Context& context, const Session& session) {
  session::save_chosen(context.settings().profile_name(), session.key, context.env());
}

}  // namespace

int sign_in_as_machine(Context& context, const EndOptions& options) {
  check_settings(context.settings());
  Session session = new_session(context, machine_key(context));
  if (options.no_store) {
    fetch(context, session);
  } else {
    const TimePoint needed = context.clock().now() + session::Freshness().at_least;
    session = kept_session(context, std::move(session), needed);
    choose(context, session);
  }
  tell_signed_in(context, options, session);
  return 0;
}

Session sign_in_as_machine_unasked(Context& context, const MachineChoice& choice) {
  check_settings(context.settings());
  Session session = kept_session(context, new_session(context, choice.key), context.clock().now());
  // Where the profile says it all, it goes on saying it: a later change of its scopes counts.
  if (choice.is_guess) choose(context, session);
  return session;
}

}  // namespace cauth::cli
