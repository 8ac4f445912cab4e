#pragma once

#include <string>

namespace cauth::http {

/// What libcurl says of itself and of what it was built with: "libcurl/7.88.1 OpenSSL/3.0.15 …".
std::string library_version();

}  // namespace cauth::http
