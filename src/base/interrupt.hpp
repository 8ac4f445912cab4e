#pragma once

#include <signal.h>

#include <optional>

namespace cauth {

/// From now on SIGINT and SIGTERM set a flag that waits look at, instead of ending the process; a second one
/// ends it at once. SIGPIPE is ignored: a write says what happened.
void catch_interrupts();

/// The signal that came, if one did.
std::optional<int> interrupting_signal();

/// Throws Error{interrupted} when a signal came.
void throw_if_interrupted();

/// While it lives, SIGINT and SIGTERM do not reach the calling thread, nor threads started meanwhile (for
/// good): those must not swallow the signal that the main thread waits for.
class InterruptsHeld {
 public:
  InterruptsHeld();
  InterruptsHeld(const InterruptsHeld&) = delete;
  InterruptsHeld& operator=(const InterruptsHeld&) = delete;
  ~InterruptsHeld();

  /// The thread's signal mask as it was, and will be.
  const sigset_t& before() const { return before_; }

 private:
  sigset_t before_;
};

}  // namespace cauth
