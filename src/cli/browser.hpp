#pragma once

#include "base/environ.hpp"
#include "cli/args.hpp"
#include "cli/context.hpp"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

/// How the user's browser is sent somewhere, and how long its coming back is waited for.
struct BrowserOptions {
  bool no_browser = false;
  std::chrono::milliseconds timeout = std::chrono::minutes(5);

  void declare(Args& args);
  /// "5m", for messages.
  std::string timeout_text() const;
};

/// Opens the address, or asks the user to; it is printed either way, on a line of its own. `purpose`: "sign
/// in".
void send_browser(Context& context, const BrowserOptions& options, std::string_view purpose,
                  const std::string& url);

/// The command lines that may show an address to the user, the likeliest first: those of $BROWSER (separated
/// by colons, `%s` stands for the address), else what the desktop has. Empty where there is no screen.
std::vector<std::vector<std::string>> browser_commands(const std::string& url, const Environ& env);

/// Starts the first of them that can be started; false when none can. The program gets none of cauth's
/// secrets.
bool open_browser(const std::string& url, const Environ& env);

}  // namespace cauth::cli
