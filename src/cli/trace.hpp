#pragma once

#include "base/clock.hpp"
#include "http/redact.hpp"

#include <string>
#include <string_view>

namespace cauth::cli {

/// What a token is, for -v: "id token of alice, expires in 12m, sha256 3f9c2ab4"; nothing for what is none.
std::string describe_token(std::string_view token, TimePoint now);

/// The same as http::redact wants it. `clock` must outlive it.
http::Describe describe_tokens(Clock& clock);

}  // namespace cauth::cli
