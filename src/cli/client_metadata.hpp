#pragma once

#include "cli/context.hpp"
#include "cognito/api.hpp"

#include <string>

namespace cauth::cli {

/// What the setting client_metadata says, in the AWS CLI's shorthand or JSON; empty when it is not there.
/// Error{usage} for anything but texts by name.
cognito::ClientMetadata read_client_metadata(Context& context);
/// The same as a JSON object, as the token endpoint takes it; "" when it is not there.
std::string client_metadata_json(Context& context);

}  // namespace cauth::cli
