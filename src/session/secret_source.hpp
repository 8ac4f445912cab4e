#pragma once

#include "base/environ.hpp"
#include "base/secret.hpp"
#include "session/config_file.hpp"

#include <cstddef>
#include <string_view>

namespace cauth::session {

constexpr std::size_t kLargestSecret = std::size_t{64} * 1024;

/// Gets the secret: exactly one line end is cut off. Error{usage} naming `what` ("client secret") when the
/// variable is not set, the file cannot be read, the command fails, or it is empty; Error{temporary} past the
/// time limit.
SecretString read_secret(const SecretSource& source, std::string_view what, const Environ& env);

}  // namespace cauth::session
