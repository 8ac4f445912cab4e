#pragma once

#include "base/json.hpp"
#include "cli/context.hpp"

namespace cauth::cli {

enum class Format { json, text, table };

/// --output, CAUTH_OUTPUT, the profile's (under an AWS name AWS_DEFAULT_OUTPUT too), else `otherwise`.
/// Error{usage} for a name that is none.
Format output_format(Context& context, Format otherwise);

/// Prints a result as --output and --query say, as the AWS CLI does: JSON indented by 4 with the members'
/// order kept; text separated by tabs, what --query does not find as `None`; under an AWS name nothing for
/// an empty object.
void print_value(Context& context, const Json& value, Format otherwise = Format::json);

}  // namespace cauth::cli
