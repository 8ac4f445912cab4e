#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "base/error.hpp"
#include "session/session.hpp"

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

/// What a store holds, and what it could not read.
struct Listing {
  std::vector<Session> sessions;  ///< ordered by user name
  std::vector<Error> unreadable;  ///< one for each file
};

/// By user name, then by client and scopes: the order that every store lists them in.
void sort_by_user(std::vector<Session>& sessions);

/// Keeps sessions. There is one way to write: `update`, under a lock.
struct TokenStore {
  virtual ~TokenStore() = default;
  /// Without a lock: a reader sees the old or the new session whole.
  virtual std::optional<Session> load(const SessionKey& key) = 0;
  /// Calls `change` with what is there, under the lock, and keeps what it gives back; nothing given back:
  /// unchanged.
  virtual void update(const SessionKey& key,
                      const std::function<std::optional<Session>(std::optional<Session>)>& change) = 0;
  virtual Listing list() = 0;
  /// Calls `last` with the session, where there is one, and forgets it, under the lock. Whatever `last`
  /// throws: the session is kept.
  virtual void erase(const SessionKey& key, const std::function<void(const Session&)>& last = {}) = 0;
  /// Where sessions are, for people.
  virtual std::string place() const = 0;
  /// Error{usage} when nothing could be kept here: called before the first secret is sent.
  virtual void check_writable() = 0;
};

constexpr std::chrono::seconds kLockWait{30};

struct FileStoreOptions {
  std::filesystem::path folder;
  std::chrono::milliseconds lock_wait = kLockWait;
};

/// Files of mode 0600 in a folder of mode 0700. One that cannot be parsed is never overwritten.
std::unique_ptr<TokenStore> open_file_store(FileStoreOptions options, Clock& clock);

struct HelperStoreOptions {
  std::string name;                   ///< of the helper, after "docker-credential-"
  std::filesystem::path lock_folder;  ///< for the locks between processes, which no helper has
  std::chrono::milliseconds lock_wait = kLockWait;
};

/// Sessions kept by a credential helper, and never in a file, whatever fails: see session/credential_helper.
std::unique_ptr<TokenStore> open_helper_store(HelperStoreOptions options, const Environ& env, Clock& clock);

/// Where cauth keeps what must not be lost. Error{usage} naming CAUTH_STATE_DIR without a home.
std::filesystem::path state_folder(const Environ& env);

/// The setting token_store.
struct StoreChoice {
  std::string helper;  ///< the credential helper's name; empty: files below the state folder
};

/// From "file" or "helper:NAME". Error{usage} for anything else.
StoreChoice parse_store_choice(std::string_view text);

/// The store the user has. Error{usage} naming CAUTH_STATE_DIR without a home.
std::unique_ptr<TokenStore> open_store(const StoreChoice& choice, const Environ& env, Clock& clock,
                                       std::chrono::milliseconds lock_wait = kLockWait);

}  // namespace cauth::session
