#pragma once

#include "serve/message.hpp"
#include "serve/sandbox/state.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace cauth::serve::sandbox {

/// The faults that an authorizer may have, as they are named in paths: "alg-none", "expiry-ignored", …
std::vector<std::string_view> authorizer_faults();

/// Below /broken/FAULT/ the protected APIs stand once more, behind an authorizer that has this one fault.
/// What it believes wrongly is written anew as a token that is right, and passed on to the API itself, whose
/// own rules stay as they are: the request as the API gets it. Nothing for any other path.
std::optional<Request> pass_broken_authorizer(State& state, const Request& request);

}  // namespace cauth::serve::sandbox
