#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "serve/sandbox/auth_sessions.hpp"
#include "serve/sandbox/grants.hpp"
#include "serve/sandbox/oauth_grants.hpp"
#include "serve/sandbox/pool.hpp"
#include "serve/sandbox/signing_keys.hpp"
#include "serve/sandbox/srp_exchanges.hpp"

#include <chrono>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

/// A text message or e-mail that the real service would have sent.
struct Message {
  std::string pool_id, username;
  std::string medium;       ///< "SMS", "EMAIL"
  std::string destination;  ///< a telephone number, an address
  std::string what;         ///< "code", "temporary_password"
  std::string secret;
};

/// AWS credentials that operations must be signed with.
struct AwsKeys {
  std::string access_key_id;
  std::string secret_access_key;
};

/// The keys that every sandbox hands out.
const AwsKeys& sandbox_aws_keys();

/// All that a sandbox knows. One request at a time works on it.
struct State {
  Pools pools;
  SigningKeys keys;
  Clock& clock;
  Random& random;
  std::string api_pool;                    ///< whose tokens the protected APIs take: the seed's first one
  std::optional<std::string> issuer = {};  ///< instead of AWS's form; the pool's id comes after it
  std::string url = {};                    ///< how clients reach it, without a slash at the end

  std::function<void(const Message&)> told;  ///< of every message; may be empty

  std::chrono::seconds clock_shift{0};  ///< how far the sandbox's time is from the clock's
  AuthSessions sessions;
  SrpExchanges srp_exchanges;
  Grants grants;
  Codes codes;
  BrowserSessions browser_sessions;
  std::deque<Message> outbox;
  std::map<std::string, std::size_t> calls;  ///< how often each operation was called

  /// The sandbox's time, which a test may have moved.
  TimePoint now() const { return clock.now() + clock_shift; }
  std::string issuer_of(const Pool& pool) const;
  const Pool& pool_of_apis() const { return pools.at(api_pool); }
  void send(Message message);
};

/// A client and the pool it belongs to.
struct PoolClient {
  Pool& pool;
  Client& client;
};

/// Error: ResourceNotFoundException in Cognito's words.
Pool& find_pool(State& state, std::string_view pool_id);
PoolClient find_client(State& state, std::string_view client_id);
/// In that pool only.
PoolClient find_client(Pool& pool, std::string_view client_id);
/// Error: UserNotFoundException.
User& find_user(Pool& pool, std::string_view name);

}  // namespace cauth::serve::sandbox
