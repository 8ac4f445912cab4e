#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"

#include <cstdint>
#include <string>

namespace cauth::session {

/// Whose authenticator: what of it the service knows codes by.
struct TotpOwner {
  std::string endpoint;  ///< "" for AWS's own
  std::string pool;      ///< id of the user pool, or of the client where the pool is not known
  std::string username;
};

/// The first step from `earliest` on whose code no process of this user took before, which is thereby taken:
/// the service takes each code once, so processes that sign in side by side need a step each. Where nothing
/// can be kept it is `earliest`, and the service judges.
std::uint64_t take_totp_step(const TotpOwner& owner, std::uint64_t earliest, const Environ& env,
                             Clock& clock);

}  // namespace cauth::session
