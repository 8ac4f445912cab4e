#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "cognito/device.hpp"

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
/// forgotten. Files of mode 0600 beside the sessions, written whole or not at all, under a lock.
class DeviceStore {
 public:
  DeviceStore(const Environ& env, Clock& clock) : env_(env), clock_(clock) {}

  /// Takes the place of the owner's device before.
  void keep(const KeptDevice& device);
  /// Nothing when there is none; Error{usage} when its file cannot be understood.
  std::optional<KeptDevice> load(const DeviceOwner& owner) const;
  /// By the name that was typed: the real one or the alias. The pool may be "" where the client is known. A
  /// file that cannot be understood is passed over: signing in makes a new device.
  std::optional<KeptDevice> find(std::string_view endpoint, std::string_view user_pool_id,
                                 std::string_view client_id, std::string_view name) const;
  /// Forgets the owner's device where it has that key; another one is left alone.
  void forget(const DeviceOwner& owner, std::string_view device_key);

 private:
  const Environ& env_;
  Clock& clock_;
};

}  // namespace cauth::session
