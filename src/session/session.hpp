#pragma once

#include "base/clock.hpp"
#include "jose/tokens.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

/// Which session: what the tokens depend on, no more and no less.
struct SessionKey {
  std::string endpoint;      ///< of the service; "" for AWS's own
  std::string user_pool_id;  ///< from the profile, or from `iss`
  std::string client_id;
  /// The real one, as the access token's `username` has it; the client's id where a machine signed in without
  /// a user (its tokens' `sub` is that too).
  std::string username;
  std::string scopes = {};  ///< asked for by name, as normal_scopes has them; "" where none were

  bool is_machine() const { return username == client_id; }
  bool operator==(const SessionKey&) const = default;
};

/// Scopes in one order, each once, with one blank between: "b a  b" is "a b".
std::string normal_scopes(std::string_view scopes);

/// The last tokens of a session that newer ones took the place of: really signed, and over sooner or later.
/// Kept where the setting keep_expired_token says so, for `probe`.
struct ReplacedTokens {
  std::optional<jose::Token> id, access;

  ReplacedTokens clone() const;
  /// Id or access; null where there is none.
  const jose::Token* find(jose::TokenUse use) const;
  /// Takes a copy of these too. One that is over already is not given up for one that lives on.
  void add(const jose::Tokens& tokens, TimePoint now);
};

struct Session {
  SessionKey key;
  jose::Tokens tokens;
  ReplacedTokens replaced = {};
  std::string alias;       ///< what was typed at login, when it is not the username
  std::string profile;     ///< that it was made under
  std::string region;      ///< that refreshes go to
  std::string domain;      ///< whose OAuth endpoints the tokens came from; "" for the service itself
  std::string device_key;  ///< of the device that was signed in with: a refresh must name it
  int client_secret = 0;   ///< which of the client's two secrets worked last, 1 or 2; 0: it has no two
  bool refused = false;    ///< the last refresh was refused: kept, since several mistakes look alike

  /// A machine needs no refresh token: it signs in again with its secret.
  bool can_be_renewed() const { return tokens.refresh || key.is_machine(); }

  Session clone() const;
};

/// What a session that is about to be replaced leaves to the next one.
ReplacedTokens replaced_by_next(Session old, TimePoint now);

}  // namespace cauth::session
