#pragma once

#include "base/error.hpp"

#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

/// An operation's refusal: `code` is the service's name of the error, `message` its words. Thrown by
/// operations, turned into an answer by the service.
Error refusal(std::string_view code, std::string message);

/// The two that are needed everywhere.
Error not_authorized(std::string message);
Error invalid_parameter(std::string message);

}  // namespace cauth::serve::sandbox
