#pragma once

#include "cognito/api.hpp"

#include <optional>
#include <string>

namespace cauth::cli {

/// What --client-metadata says, in shorthand or JSON; empty when it was not given. Error{usage} for anything
/// but texts by name.
cognito::ClientMetadata read_client_metadata(const std::optional<std::string>& typed);

}  // namespace cauth::cli
