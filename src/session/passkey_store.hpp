#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "session/secret_shelf.hpp"
#include "webauthn/passkey.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

/// A passkey and whom it signs in. It serves the pool that it was registered with, and no other: a service
/// that merely names the same relying party gets no signature.
struct KeptPasskey {
  webauthn::Passkey passkey;
  std::string endpoint;  ///< of the service; "" for AWS's own
  std::string user_pool_id;
  std::string username;
  TimePoint created;

  KeptPasskey clone() const;
};

/// Passkeys, kept like sessions: in files, or by the credential helper that was chosen.
class PasskeyStore {
 public:
  /// Error{usage} naming CAUTH_STATE_DIR without a home.
  PasskeyStore(const Environ& env, Clock& clock, const StoreChoice& choice = {});

  void add(const KeptPasskey& passkey);
  /// All, the oldest first. Error{usage} naming one that cannot be understood.
  std::vector<KeptPasskey> list() const;
  /// By its id, in octets. Error as `list`.
  std::optional<KeptPasskey> find(std::string_view credential_id) const;
  /// Signs under a lock, and keeps the counter before the signature is handed out.
  std::string sign(const KeptPasskey& passkey, const webauthn::RequestOptions& options);
  /// False: there was none of that id.
  bool remove(std::string_view credential_id);

 private:
  std::optional<KeptPasskey> read(const std::string& name) const;

  std::filesystem::path state_;
  Clock& clock_;
  std::unique_ptr<SecretShelf> shelf_;
};

}  // namespace cauth::session
