#pragma once

#include "serve/message.hpp"
#include "serve/sandbox/faults.hpp"
#include "serve/sandbox/state.hpp"

#include <optional>

namespace cauth::serve::sandbox {

/// /echo, /redirect, /status/NNN, /html, /slow: servers of no one in particular, for tests of HTTP clients.
/// Nothing for any other path.
std::optional<Response> serve_plain_page(const Request& request);

/// /sandbox/…: how a test looks into the sandbox and steers it. Nothing for any other path.
std::optional<Response> serve_control(State& state, Faults& faults, const Request& request);

}  // namespace cauth::serve::sandbox
