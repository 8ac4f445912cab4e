#pragma once

#include "base/json.hpp"

#include <string>

namespace cauth::cli {

/// A value as the AWS CLI's --output text shows it: what scripts cut with `cut -f` and `read`. Lines of
/// fields separated by tabs; members in the order of their names; below an object's own line one line for
/// each object in it, led by the member's name in capitals.
std::string text_of(const Json& value);

/// A text without quotes, `True`, `False`, `None`, or a number.
std::string scalar_text(const Json& value);

}  // namespace cauth::cli
