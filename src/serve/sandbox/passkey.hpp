#pragma once

#include "base/clock.hpp"
#include "webauthn/relying_party.hpp"

#include <string>

namespace cauth::serve::sandbox {

/// A passkey that a user registered.
struct Passkey {
  webauthn::Credential credential;
  std::string name;
  TimePoint created;
};

}  // namespace cauth::serve::sandbox
