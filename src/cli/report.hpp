#pragma once

#include "base/error.hpp"
#include "base/streams.hpp"
#include "call/ending.hpp"
#include "cli/context.hpp"

#include <exception>

namespace cauth::cli {

/// Prints an error as the line's globals say: "cauth: WHAT" and "hint: WHAT TO DO"; one JSON object; or, for
/// a command with an AWS name that the service refused, the AWS CLI's own sentence. Gives the exit status.
/// Output that nobody reads any more is no error.
int report_error(Sink& err, const Error& error, const Globals& globals);

/// An answer that was not as expected: "cauth: WHAT" and a line for each expectation; or one JSON object.
void report_unmet(Sink& err, const call::Disappointment& disappointment, const Globals& globals);

/// What is not an Error is a bug: says what to report.
int report_bug(Sink& err, const std::exception& bug, const Globals& globals);

}  // namespace cauth::cli
