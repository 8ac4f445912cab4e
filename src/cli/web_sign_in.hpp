#pragma once

#include "cli/args.hpp"
#include "cli/browser.hpp"
#include "cli/context.hpp"
#include "cli/sign_in_end.hpp"

#include <optional>
#include <string>

namespace cauth::cli {

/// The callback address where none is set; one of the app client's callback URLs must be exactly this.
inline constexpr const char* kDefaultRedirectUri = "http://localhost:8484/callback";

/// How `login --web` goes about it.
struct WebOptions {
  bool web = false;
  bool paste = false;
  std::optional<std::string> identity_provider, prompt;
  BrowserOptions browser;

  void declare(Args& args);
  /// Error{usage} for options that stand there without --web.
  void check() const;
};

/// Signs in on the pool's login pages: authorization code with PKCE. The user's name, where it is set, fills
/// in the form. Error{action_needed} when no answer came in time.
int sign_in_by_web(Context& context, const WebOptions& options, const EndOptions& end);

}  // namespace cauth::cli
