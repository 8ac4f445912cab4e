#pragma once

#include "base/secret.hpp"

#include <string>

namespace cauth::cognito {

/// A remembered device of a user: what the service knows it by, and the password that proves it (protocol
/// reference, section 6).
struct Device {
  std::string key;        ///< DeviceKey: "eu-west-1_…"
  std::string group_key;  ///< DeviceGroupKey
  SecretString password;  ///< made here, never sent

  Device clone() const { return {.key = key, .group_key = group_key, .password = password.clone()}; }
};

}  // namespace cauth::cognito
