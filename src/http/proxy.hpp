#pragma once

#include "base/environ.hpp"

#include <string>
#include <string_view>

namespace cauth::http {

/// The proxy for addresses of that scheme ("https"), by curl's rules: https_proxy or HTTPS_PROXY, http_proxy
/// in lower case only (a CGI program gets HTTP_PROXY from its client), else all_proxy or ALL_PROXY. Empty:
/// none.
std::string proxy_for(const Environ& env, std::string_view scheme);

/// no_proxy or NO_PROXY.
std::string hosts_without_proxy(const Environ& env);

}  // namespace cauth::http
