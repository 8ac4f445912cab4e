#pragma once

#include "base/json.hpp"
#include "cli/context.hpp"

#include <optional>
#include <string>

namespace cauth::cli {

enum class Format { json, text, table };

/// --output, CAUTH_OUTPUT, the profile's, else `otherwise`. Error{usage} for a name that is none.
Format output_format(Context& context, Format otherwise);

/// Prints a result as --output and --query say, as the AWS CLI does: JSON indented by 4 with the members'
/// order kept; text tab-separated, a missing value `None`; nothing for an empty object or array under the AWS
/// names.
void print_value(Context& context, const Json& value, Format otherwise = Format::json);

}  // namespace cauth::cli
