#include "cli/machine_sign_in.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/login_pages.hpp"
#include "cli/sessions.hpp"
#include "cognito/pool.hpp"
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

Session new_session(Context& context) {
  const session::Settings& settings = context.settings();
  const Place place = place_of_settings(context);
  Session session;
  session.key = {.endpoint = place.endpoint,
                 .user_pool_id = settings.get("user_pool_id").value_or(""),
                 .client_id = cognito::check_client_id(settings.require("client_id")),
                 .username = {},
                 .scopes = session::normal_scopes(settings.get("scope").value_or(""))};
  session.key.username = session.key.client_id;
  session.profile = settings.profile_name();
  session.region = place.region;
  return session;
}

void fetch(Context& context, Session& session) {
  session.domain = login_domain(context, {.endpoint = session.key.endpoint, .region = session.region});
  session.tokens =
      token_endpoint(context, session.domain, session.key.client_id).client_credentials(session.key.scopes);
}

// Under the lock: who waited for it finds what the first one fetched.
Session kept_session(Context& context, Session session) {
  const auto store = open_store(context);
  store->check_writable();
  const TimePoint needed = context.clock().now() + session::Freshness().at_least;
  store->update(session.key, [&](std::optional<Session> found) -> std::optional<Session> {
    if (found && found->tokens.access && found->tokens.access->expires > needed) {
      session = *std::move(found);
      return std::nullopt;
    }
    fetch(context, session);
    return session.clone();
  });
  session::save_chosen(context.settings().profile_name(), session.key, context.env());
  return session;
}

}  // namespace

int sign_in_as_machine(Context& context, const EndOptions& options) {
  check_settings(context.settings());
  Session session = new_session(context);
  if (options.no_store) {
    fetch(context, session);
  } else {
    session = kept_session(context, std::move(session));
  }
  tell_signed_in(context, options, session);
  return 0;
}

}  // namespace cauth::cli
