#pragma once

#include "base/json.hpp"

#include <string_view>

namespace cauth {

/// The value at a path in the AWS CLI's --query language (JMESPath), of which this much is understood:
/// identifiers and "quoted ones", `a.b`, `[0]`, `[-1]`, `[*]`, `[]`, `*`, `[?Name=='x']` and `!=`, `|`, `@`
/// and `length(…)`. Null where there is nothing. Error{usage} for what cannot be read.
Json query(const Json& value, std::string_view path);

/// Error{usage} where query() would refuse the path, whatever the value.
void check_query(std::string_view path);

}  // namespace cauth
