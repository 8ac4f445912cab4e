#pragma once

#include "cli/args.hpp"
#include "cli/context.hpp"
#include "jose/tokens.hpp"
#include "session/fresh_tokens.hpp"
#include "session/session.hpp"
#include "session/token_store.hpp"

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

// From settings to sessions and their tokens.

/// The store of the setting token_store; its locks are waited for as long as the command may take.
std::unique_ptr<session::TokenStore> open_store(Context& context);

/// The setting token_store: where sessions, devices and passkeys are kept. Error{usage} when it is none.
session::StoreChoice store_choice(Context& context);

/// The stores that other profiles name, each once: who lists all sessions looks there too. None where a
/// variable names the store for every profile.
std::vector<std::unique_ptr<session::TokenStore>> other_stores(Context& context);

/// The options that say which session: --username, --scope, --user-pool-id, --client-id.
void declare_session_choice(Args& args);

/// Which session the user means: --username, CAUTH_USERNAME, the profile's last login or switch, its
/// username, else the only one there is. Names typed at login count as the user's. Error{action_needed} when
/// there is none, Error{usage} with the list when there are several. `scopes`: those that the session must
/// have been signed in for, where neither --scope nor CAUTH_SCOPE says it.
session::SessionKey chosen_session(Context& context, session::TokenStore& store,
                                   const std::optional<std::string>& scopes = {});

/// All sessions that the settings allow, with what the store could not read.
session::Listing allowed_sessions(Context& context, session::TokenStore& store);

/// Refreshes where the session came from: through Cognito's API, or at its domain's token endpoint.
session::Refresher refresher(Context& context);

/// The session with a token as wanted, from the store or renewed: session::fresh_session with this refresher,
/// and as the setting keep_expired_token says. Warnings go to stderr.
session::Session fresh_session(Context& context, session::TokenStore& store, const session::SessionKey& key,
                               session::Freshness wanted);

/// A token to send, and what is known of it.
struct ReadyToken {
  jose::Token token;
  jose::TokenUse use = jose::TokenUse::id;
  TimePoint obtained;      ///< when it was made, as far as we know
  bool renewable = false;  ///< false: from CAUTH_TOKEN and its like, which nobody renews
  std::string whose;       ///< "alice", or "CAUTH_TOKEN"
};

/// CAUTH_TOKEN, CAUTH_ID_TOKEN, CAUTH_ACCESS_TOKEN, else the chosen session's token, renewed where need be:
/// the one door for every command that wants a token. `scopes` as for chosen_session. Error{action_needed}
/// when there is none of that kind.
ReadyToken fresh_token(Context& context, const session::Freshness& wanted,
                       const std::optional<std::string>& scopes = {});

/// The token of the other kind, from where `one` came from; nothing where there is none there.
std::optional<ReadyToken> other_token(Context& context, const ReadyToken& one, std::chrono::seconds at_least);

/// `typed` (of --token-use), else the setting token_use, else nothing: see session::Freshness::use.
std::optional<jose::TokenUse> wanted_use(Context& context, const std::optional<std::string>& typed);

}  // namespace cauth::cli
