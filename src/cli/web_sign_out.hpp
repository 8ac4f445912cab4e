#pragma once

#include "cli/args.hpp"
#include "cli/browser.hpp"
#include "cli/context.hpp"
#include "session/session.hpp"

#include <optional>
#include <string>

namespace cauth::cli {

/// `logout --web`: ends the browser's own session with the pool's login pages, which would otherwise sign the
/// next one in without a question.
struct WebSignOut {
  bool web = false;
  std::optional<std::string> logout_uri;
  BrowserOptions browser;

  void declare(Args& args);
  /// Sends the browser off, and waits where it comes back to this machine. Error{action_needed} when it does
  /// not.
  void run(Context& context, const session::Session& session) const;
};

}  // namespace cauth::cli
