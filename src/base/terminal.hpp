#pragma once

#include "base/secret.hpp"

#include <string>
#include <string_view>

namespace cauth {

/// The person at the controlling terminal, whatever the standard streams are connected to.
struct Terminal {
  virtual ~Terminal() = default;
  /// Is there a terminal to ask at?
  virtual bool present() = 0;
  /// One line, without its line end. Error{action_needed} at end of input, Error{interrupted} on a signal.
  virtual std::string ask(std::string_view prompt) = 0;
  /// The same without echo.
  virtual SecretString ask_secret(std::string_view prompt) = 0;
};

/// /dev/tty.
class SystemTerminal : public Terminal {
 public:
  bool present() override;
  std::string ask(std::string_view prompt) override;
  SecretString ask_secret(std::string_view prompt) override;
};

}  // namespace cauth
