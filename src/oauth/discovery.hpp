#pragma once

#include "http/transport.hpp"

#include <optional>
#include <string>
#include <string_view>

namespace cauth::oauth {

/// The base address of the login pages of the pool with that issuer, as its own discovery document has it
/// (OpenID Connect Discovery section 4); nothing when the pool has none. `request`: a template.
/// Error{transport} when no whole document came.
std::optional<std::string> discover_domain(http::Transport& transport, const http::Request& request,
                                           std::string_view issuer);

}  // namespace cauth::oauth
