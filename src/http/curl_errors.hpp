#pragma once

#include "base/error.hpp"

#include <string_view>

namespace cauth::http {

/// What a transfer to `url` that ended with a CURLcode says to people: Error{transport} with the code as its
/// detail. `reason` is libcurl's own text, of which only what helps is shown.
Error transport_error(int code, std::string_view url, std::string_view reason);

}  // namespace cauth::http
