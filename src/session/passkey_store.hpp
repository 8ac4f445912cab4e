#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "webauthn/passkey.hpp"

#include <filesystem>
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

/// Passkeys in files of mode 0600, in a folder of mode 0700, one file each.
class PasskeyStore {
 public:
  /// $XDG_STATE_HOME/cauth/passkeys. Error{usage} naming CAUTH_STATE_DIR without a home.
  PasskeyStore(const Environ& env, Clock& clock);

  void add(const KeptPasskey& passkey);
  /// All, the oldest first. Error{usage} naming a file that cannot be understood.
  std::vector<KeptPasskey> list() const;
  /// By its id, in octets. Error as `list`.
  std::optional<KeptPasskey> find(std::string_view credential_id) const;
  /// Signs under a lock, and keeps the counter before the signature is handed out.
  std::string sign(const KeptPasskey& passkey, const webauthn::RequestOptions& options);
  /// False: there was none of that id.
  bool remove(std::string_view credential_id);

 private:
  std::filesystem::path path_of(const KeptPasskey& passkey) const;

  std::filesystem::path folder_;
  Clock& clock_;
};

}  // namespace cauth::session
