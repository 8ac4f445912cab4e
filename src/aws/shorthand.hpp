#pragma once

#include "base/json.hpp"

#include <string>
#include <string_view>

namespace cauth::aws {

/// The AWS CLI's way to write a map on the command line: `K=V,K=V` with its quotes and escapes, a JSON
/// object, or `file://PATH` with either. Error{usage}, naming `option`, when it is none.
/// (https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-shorthand.html)
Json parse_map(std::string_view text, std::string_view option);

/// `file://PATH` replaced by what the file holds; anything else as it is.
std::string read_parameter(std::string_view text, std::string_view option);

}  // namespace cauth::aws
