#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

/// An authenticator that a user set up.
struct SoftwareToken {
  std::string key;  ///< octets
  std::string device_name;
  std::uint64_t last_step = 0;  ///< of the last code that was taken: none serves twice
};

/// The authenticator that has a secret in base32. Nothing when it is none.
std::optional<SoftwareToken> token_of_secret(std::string_view secret);

/// A key for a new authenticator.
std::string new_token_key(Random& random);

/// What became of a code: taken, wrong, or right and used before.
enum class CodeOutcome : std::uint8_t { taken, wrong, used };

/// Takes a code of now, or of the windows beside it, as the service allows for clocks that differ.
CodeOutcome take_code(SoftwareToken& token, std::string_view code, TimePoint now);

}  // namespace cauth::serve::sandbox
