#pragma once

#include "cli/args.hpp"
#include "cli/context.hpp"
#include "cli/prompter.hpp"
#include "cli/secret_option.hpp"

#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace cauth::cli {

/// The options that answer beforehand what a sign-in may ask: the plan for a whole chain of challenges. What
/// is not given on the line comes from the variables and the profile: one that was never declared gives those
/// alone.
struct AnswerOptions {
  SecretOption password{"password", "CAUTH_PASSWORD"};
  SecretOption new_password{"new-password", "CAUTH_NEW_PASSWORD"};
  SecretOption totp_secret{"totp-secret", "CAUTH_TOTP_SECRET"};
  std::optional<std::string> mfa;         ///< the code of whatever second factor
  std::vector<std::string> attributes;    ///< "name=value"
  std::vector<std::string> answers;       ///< "CHALLENGE=value" or "CHALLENGE.KEY=value"
  std::vector<std::string> answer_files;  ///< the same, with a file for the value

  void declare(Args& args);
  /// Error{usage} when more than one of them, or `others`, want standard input.
  void check_stdin(std::initializer_list<bool> others = {}) const;
  /// Puts what was given into the answers, where it is read when it is asked for. Error{usage} for one that
  /// is not KEY=VALUE. These options and `context` outlive the prompter.
  void give_to(Prompter& prompter, Context& context) const;
};

}  // namespace cauth::cli
