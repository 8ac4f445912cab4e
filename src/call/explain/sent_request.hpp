#pragma once

#include "base/url.hpp"

#include <cstdint>
#include <string>

namespace cauth::call::explain {

/// How the request's header held the token.
enum class HeaderForm : std::uint8_t {
  none,    ///< no credential at all
  bearer,  ///< "Bearer TOKEN"
  raw,     ///< the token alone
  other,   ///< another scheme: Basic, AWS4-HMAC-SHA256
};

/// The request as it was made, or would be.
struct SentRequest {
  std::string method = "GET";
  Url url;
  HeaderForm form = HeaderForm::none;
  std::string header_name = "Authorization";
};

}  // namespace cauth::call::explain
