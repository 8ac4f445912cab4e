#pragma once

#include "call/call_world.hpp"
#include "call/options.hpp"

namespace cauth::call {

/// -Z: the transfers of a line side by side, each on a thread that waits for it, so many as --parallel-max
/// allows. The exit status is that of the last one that failed.
int run_parallel(const Line& line, const CallWorld& world);

}  // namespace cauth::call
