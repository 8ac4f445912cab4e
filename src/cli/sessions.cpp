#include "cli/sessions.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/client_metadata.hpp"
#include "cli/login_pages.hpp"
#include "cli/machine_session.hpp"
#include "cli/service.hpp"
#include "session/chosen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <set>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

using session::Session;
using session::SessionKey;

// What the settings say of the session that is meant: what they leave open, any session may have.
struct Wanted {
  std::optional<std::string> endpoint, user_pool_id, client_id, scopes;
  std::string profile;

  explicit Wanted(const session::Settings& settings)
      : user_pool_id(settings.get("user_pool_id")),
        client_id(settings.get("client_id")),
        profile(settings.profile_name()) {
    if (const auto text = endpoint_of_settings(settings); !text.empty()) endpoint = text;
    // The profile's are what a browser is asked for: a session signed in with a password has none.
    if (const auto scope = settings.find("scope"); scope && scope->layer != session::Layer::profile)
      scopes = session::normal_scopes(scope->value);
  }

  bool allows(const SessionKey& key) const {
    return (!endpoint || key.endpoint == *endpoint) && (!user_pool_id || key.user_pool_id == *user_pool_id) &&
           (!client_id || key.client_id == *client_id) && (!scopes || key.scopes == *scopes);
  }

  // With neither pool nor client to go by, a session belongs to the profile it was made under.
  bool allows(const Session& session) const {
    return allows(session.key) && (user_pool_id || client_id || session.profile == profile);
  }
};

constexpr std::string_view kTokenStore = "token_store";
constexpr std::string_view kFileStore = "file";

std::string store_of_settings(const session::Settings& settings) {
  return settings.get(kTokenStore).value_or(std::string(kFileStore));
}

std::unique_ptr<session::TokenStore> open_store_named(Context& context, const std::string& name) {
  return session::open_store(session::parse_store_choice(name), context.env(), context.clock(),
                             context.time_left(session::kLockWait));
}

std::string list_of(const std::vector<Session>& sessions) {
  std::vector<std::string> names;
  for (const auto& session : sessions) {
    std::string name = printable(session.key.username);
    if (!session.alias.empty()) name += fmt::format(" ({})", printable(session.alias));
    name += fmt::format(" of client {}", printable(session.key.client_id));
    if (!session.key.scopes.empty()) name += fmt::format(" with {}", printable(session.key.scopes));
    names.push_back(std::move(name));
  }
  return join(names, ", ");
}

session::Listing matching(session::TokenStore& store, const std::function<bool(const Session&)>& matches) {
  session::Listing listing = store.list();
  auto& sessions = listing.sessions;
  sessions.erase(std::remove_if(sessions.begin(), sessions.end(),
                                [&](const Session& session) { return !matches(session); }),
                 sessions.end());
  return listing;
}

SessionKey only_one(session::Listing listing, const Error& none) {
  auto& sessions = listing.sessions;
  // What cannot be read might be the one that is meant.
  if (sessions.empty() && !listing.unreadable.empty()) throw Error(listing.unreadable.front());
  if (sessions.empty()) throw none;
  if (sessions.size() == 1) return std::move(sessions.front().key);
  throw usage_error(fmt::format("several sessions could be meant: {}", list_of(sessions)),
                    "name one with --username and --scope, or choose one with \"cauth switch\"");
}

// By the user's name: the real one, or what was typed at login.
SessionKey named_session(session::TokenStore& store, const Wanted& wanted, const std::string& name) {
  if (wanted.user_pool_id && wanted.client_id) {
    // All of the key is known: no need to look through the others.
    SessionKey key{.endpoint = wanted.endpoint.value_or(""),
                   .user_pool_id = *wanted.user_pool_id,
                   .client_id = *wanted.client_id,
                   .username = name,
                   .scopes = wanted.scopes.value_or("")};
    if (store.load(key)) return key;
  }
  auto listing = matching(store, [&](const Session& session) {
    return wanted.allows(session) && (session.key.username == name || session.alias == name);
  });
  return only_one(std::move(listing),
                  Error(Category::action_needed, fmt::format("\"{}\" is not signed in", printable(name)),
                        fmt::format("sign in with \"cauth login --username {}\"", printable(name))));
}

// A machine's own session needs no search, nor that anybody signed in: its profile says what it is. A session
// that a login or switch chose stays the one, but for another of the machine's with other scopes than asked
// for.
SessionKey machine_session(Context& context, const Wanted& wanted, const std::optional<std::string>& scopes) {
  SessionKey own = machine_key(context, scopes);
  const auto chosen = session::load_chosen(wanted.profile, context.env());
  const bool fits = chosen && wanted.allows(*chosen) &&
                    (!chosen->is_machine() || own.scopes.empty() || chosen->scopes == own.scopes);
  return fits ? *chosen : own;
}

// Where the tokens came from, new ones come from: no flow of the API has to be allowed for that.
jose::Tokens refresh_at_domain(Context& context, Session& session) {
  oauth::TokenEndpoint endpoint =
      token_endpoint(context, session.domain, session.key.client_id, session.client_secret);
  jose::Tokens tokens = session.key.is_machine()
                            ? endpoint.client_credentials(session.key.scopes, client_metadata_json(context))
                            : endpoint.refresh(*session.tokens.refresh);
  session.client_secret = secret_that_worked(context, endpoint.used_other_secret(), session.client_secret);
  return tokens;
}

}  // namespace

std::unique_ptr<session::TokenStore> open_store(Context& context) {
  return open_store_named(context, store_of_settings(context.settings()));
}

session::StoreChoice store_choice(Context& context) {
  return session::parse_store_choice(store_of_settings(context.settings()));
}

std::vector<std::unique_ptr<session::TokenStore>> other_stores(Context& context) {
  const session::Settings& settings = context.settings();
  const auto own = settings.find(kTokenStore);
  std::vector<std::unique_ptr<session::TokenStore>> stores;
  if (own && own->layer != session::Layer::profile) return stores;
  std::set<std::string> names = {std::string(kFileStore)};
  for (const auto& [name, profile] : settings.config().profiles) {
    if (const auto found = profile.values.find(kTokenStore); found != profile.values.end()) {
      names.insert(found->second);
    }
  }
  names.erase(store_of_settings(settings));
  for (const auto& name : names) stores.push_back(open_store_named(context, name));
  return stores;
}

void declare_session_choice(Args& args) {
  for (const char* name : {"username", "scope", "user_pool_id", "client_id"}) args.setting(name);
}

session::Listing allowed_sessions(Context& context, session::TokenStore& store) {
  const Wanted wanted(context.settings());
  return matching(store, [&](const Session& session) { return wanted.allows(session); });
}

SessionKey chosen_session(Context& context, session::TokenStore& store,
                          const std::optional<std::string>& scopes) {
  const session::Settings& settings = context.settings();
  Wanted wanted(settings);
  const bool by_scopes = scopes && !wanted.scopes;
  if (by_scopes) wanted.scopes = session::normal_scopes(*scopes);
  const auto name = settings.find("username");
  const bool typed = name && name->layer != session::Layer::profile;
  if (typed) return named_session(store, wanted, name->value);
  if (is_machine_profile(settings)) return machine_session(context, wanted, scopes);
  if (auto key = session::load_chosen(wanted.profile, context.env())) {
    // The same user's other session; whoever asks for its token hears how to sign in for it.
    if (by_scopes) key->scopes = *wanted.scopes;
    if (wanted.allows(*key)) return *key;
  }
  if (name) return named_session(store, wanted, name->value);
  return only_one(matching(store, [&](const Session& session) { return wanted.allows(session); }),
                  Error(Category::action_needed, "you are not signed in", "sign in with \"cauth login\""));
}

session::Refresher refresher(Context& context) {
  return [&context](Session& session) {
    if (!session.domain.empty()) return refresh_at_domain(context, session);
    const Place place{.endpoint = session.key.endpoint, .region = session.region};
    aws::JsonClient client(context.http(), context.clock(), context.random(),
                           user_pool_service(context, place));
    cognito::Api api(client, app_client(context, session.key.client_id, session.client_secret),
                     context.clock());
    jose::Tokens tokens = api.refresh(*session.tokens.refresh, session.key.username, session.device_key,
                                      read_client_metadata(context));
    session.client_secret = secret_that_worked(context, api.used_other_secret(), session.client_secret);
    return tokens;
  };
}

session::Session fresh_session(Context& context, session::TokenStore& store, const SessionKey& key,
                               session::Freshness wanted) {
  wanted.keep_replaced = context.settings().enabled("keep_expired_token");
  return session::fresh_session(key, wanted, store, refresher(context), context.clock(),
                                [&context](std::string_view text) { context.warn(text); });
}

}  // namespace cauth::cli
