#include "base/interrupt.hpp"

#include "base/error.hpp"

#include <signal.h>

namespace cauth {
namespace {

volatile sig_atomic_t caught_signal = 0;

extern "C" void on_signal(int signal) {
  caught_signal = signal;
  // The first is a request to stop; whoever sends a second does not want to wait.
  ::signal(signal, SIG_DFL);
}

}  // namespace

void catch_interrupts() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  ::sigemptyset(&action.sa_mask);
  action.sa_flags = 0;  // no SA_RESTART: a blocked read or sleep must come back
  for (const int signal : {SIGINT, SIGTERM}) ::sigaction(signal, &action, nullptr);
  ::signal(SIGPIPE, SIG_IGN);
}

std::optional<int> interrupting_signal() {
  if (caught_signal == 0) return std::nullopt;
  return static_cast<int>(caught_signal);
}

void throw_if_interrupted() {
  if (const auto signal = interrupting_signal()) {
    Error error(Category::interrupted, "interrupted");
    error.detail = *signal;
    throw error;
  }
}

InterruptsHeld::InterruptsHeld() {
  sigset_t held;
  ::sigemptyset(&held);
  for (const int signal : {SIGINT, SIGTERM}) ::sigaddset(&held, signal);
  ::pthread_sigmask(SIG_BLOCK, &held, &before_);
}

InterruptsHeld::~InterruptsHeld() {
  ::pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

}  // namespace cauth
