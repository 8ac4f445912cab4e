#pragma once

#include "base/clock.hpp"
#include "base/json.hpp"
#include "serve/sandbox/pool.hpp"

namespace cauth::serve::sandbox {

/// [{"Name": "sub", "Value": "…"}, …]
Json attributes_json(const User& user);

/// Seconds since 1970 with milliseconds, as AWS's JSON protocol has times.
Json time_json(TimePoint when);

}  // namespace cauth::serve::sandbox
