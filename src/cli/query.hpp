#pragma once

#include "base/json.hpp"

#include <string_view>

namespace cauth::cli {

/// A path in the AWS CLI's --query language, its simple part (JMESPath identifiers, quoted identifiers,
/// `[0]`, `[-1]`,
/// `[]`/`[*]` projections, `length(PATH)`, pipes aside): null where there is nothing. Error{usage} for what
/// it is not.
Json query(const Json& value, std::string_view path);

}  // namespace cauth::cli
