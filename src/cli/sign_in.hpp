#pragma once

#include "cli/args.hpp"
#include "cli/context.hpp"
#include "cli/prompter.hpp"
#include "cli/secret_option.hpp"
#include "cli/service.hpp"
#include "cognito/auth_flow.hpp"

#include <optional>
#include <string>
#include <vector>

namespace cauth::cli {

// What `login` and `respond` have in common: how answers are given, and how a sign-in ends.

/// The options for answers and for the end.
struct SignInOptions {
  SecretOption new_password{"new-password", "CAUTH_NEW_PASSWORD"};
  std::vector<std::string> attributes;         ///< "name=value"
  std::optional<std::string> client_metadata;  ///< shorthand or JSON
  bool no_store = false;
  std::optional<std::string> print;  ///< id, access

  void declare(Args& args);
  /// Puts what was given into the answers. Error{usage} for an attribute without "=".
  void give_to(Prompter& prompter, Context& context) const;
  cognito::ClientMetadata metadata() const;
};

/// Where and as whom somebody signs in.
struct SignIn {
  Place place;
  std::string user_pool_id;  ///< as far as the settings know it
  std::string client_id;
  std::string alias;  ///< the user as typed
};

/// Ends it: stores the session, says so, prints the token that was asked for. At a challenge that nobody
/// answered: prints it as JSON, keeps it for `respond`, and throws Error{action_needed} with the line to
/// type. `missing`: the key of the answer that was not there, or "".
int end_sign_in(Context& context, const SignInOptions& options, const SignIn& sign_in, cognito::FlowEnd end,
                const std::string& missing);

}  // namespace cauth::cli
