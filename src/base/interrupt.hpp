#pragma once

#include <optional>

namespace cauth {

/// From now on SIGINT and SIGTERM set a flag that waits look at, instead of ending the process; a second one
/// ends it at once. SIGPIPE is ignored: a write says what happened.
void catch_interrupts();

/// The signal that came, if one did.
std::optional<int> interrupting_signal();

/// Throws Error{interrupted} when a signal came.
void throw_if_interrupted();

}  // namespace cauth
