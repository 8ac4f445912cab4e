#pragma once

#include "base/error.hpp"

#include <string>
#include <string_view>

namespace cauth::oauth {

/// What was asked when the refusal came: the same code means different things.
enum class Asked { browser, code, client_credentials, refresh };

/// An OAuth error (RFC 6749 sections 4.1.2.1 and 5.2) as ours, with a hint where we know what to do: refused,
/// or temporary for server_error and temporarily_unavailable. `description` is the service's, or empty.
Error refusal(Asked asked, std::string_view code, std::string_view description);

}  // namespace cauth::oauth
