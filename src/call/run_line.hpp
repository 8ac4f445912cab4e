#pragma once

#include "call/call_world.hpp"
#include "call/line_parts.hpp"
#include "call/options.hpp"

namespace cauth::call {

/// Carries out a line: the exit status, which is that of the last request, or with -Z of the last that
/// failed. What fails on the way is reported, and the rest is done all the same; what the user must mend or
/// do first is thrown. With -Z the world's transport is one for many threads.
int run_line(const Line& line, const CallWorld& world);

/// One request of it.
int run_transfer(LineParts::Next next, const Line& line, const CallWorld& world);

}  // namespace cauth::call
