#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "cognito/device.hpp"
#include "session/secret_shelf.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

/// What a device belongs to: a user of a pool, whichever client was signed in with.
struct DeviceOwner {
  std::string endpoint;  ///< of the service; "" for AWS's own
  std::string user_pool_id;
  std::string username;  ///< the real one
  bool operator==(const DeviceOwner&) const = default;
};

/// This machine as the service knows it for one user.
struct KeptDevice {
  DeviceOwner owner;
  std::string alias;      ///< what was typed when it was made, where it is not the username
  std::string client_id;  ///< that it was made with: to find it by where the pool is not known
  cognito::Device device;
};

/// Remembered devices outlive sessions and `logout`: a device belongs to the user on this machine until it is
/// forgotten. Kept like sessions: in files, or by the credential helper that was chosen.
class DeviceStore {
 public:
  DeviceStore(const Environ& env, Clock& clock, const StoreChoice& choice = {});

  /// Takes the place of the owner's device before.
  void keep(const KeptDevice& device);
  /// Nothing when there is none; Error{usage} when it cannot be understood.
  std::optional<KeptDevice> load(const DeviceOwner& owner) const;
  /// By the name that was typed: the real one or the alias. The pool may be "" where the client is known. One
  /// that cannot be understood is passed over: signing in makes a new device.
  std::optional<KeptDevice> find(std::string_view endpoint, std::string_view user_pool_id,
                                 std::string_view client_id, std::string_view name) const;
  /// Forgets the owner's device where it has that key; another one is left alone.
  void forget(const DeviceOwner& owner, std::string_view device_key);

 private:
  std::optional<KeptDevice> read_or_pass_over(const std::string& name) const;

  const Environ& env_;
  Clock& clock_;
  std::unique_ptr<SecretShelf> shelf_;
};

}  // namespace cauth::session
