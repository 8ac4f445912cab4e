#pragma once

#include "serve/sandbox/state.hpp"

namespace cauth::serve::sandbox {

/// A device that nobody has confirmed yet, kept with the user.
Device& new_device(State& state, const Pool& pool, User& user);

}  // namespace cauth::serve::sandbox
