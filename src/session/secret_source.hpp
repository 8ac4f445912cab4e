#pragma once

#include "base/environ.hpp"
#include "base/secret.hpp"
#include "session/config_file.hpp"

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>

namespace cauth::session {

constexpr std::size_t kLargestSecret = std::size_t{64} * 1024;
/// Long enough for a person to unlock a password manager.
constexpr std::chrono::minutes kSecretCommandLimit{1};

/// Gets the secret: exactly one line end is cut off. Commands do not inherit cauth's own secret variables.
/// Error{usage} naming `what` ("client secret") when the variable is not set, the file cannot be read, the
/// command fails, or it is empty; Error{temporary} past the time limit.
SecretString read_secret(const SecretSource& source, std::string_view what, const Environ& env);

/// Where it comes from, for people: `the variable "X"`. Never what it is.
std::string describe(const SecretSource& source);

}  // namespace cauth::session
