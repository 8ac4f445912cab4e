#pragma once

#include "serve/message.hpp"
#include "serve/sandbox/faults.hpp"
#include "serve/sandbox/state.hpp"

namespace cauth::serve::sandbox {

/// User pools, their keys and two protected APIs: request in, answer out, without a socket. Not for several
/// threads at once.
class Sandbox {
 public:
  explicit Sandbox(State state) : state_(std::move(state)) {}

  Response handle(const Request& request);

  /// To set it up, before the first request.
  State& state() { return state_; }

 private:
  Response answer(const Request& request);
  Response route(const Request& request);

  State state_;
  Faults faults_;
};

}  // namespace cauth::serve::sandbox
