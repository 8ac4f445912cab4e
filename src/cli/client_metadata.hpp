#pragma once

#include "cli/context.hpp"
#include "cognito/api.hpp"

namespace cauth::cli {

/// What the setting client_metadata says, in the AWS CLI's shorthand or JSON; empty when it is not there.
/// Error{usage} for anything but texts by name.
cognito::ClientMetadata read_client_metadata(Context& context);

}  // namespace cauth::cli
