#pragma once

#include "aws/json_client.hpp"
#include "cli/args.hpp"
#include "cli/context.hpp"
#include "cli/prompter.hpp"
#include "cognito/account_api.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::cli {

// What the account commands (signup, confirm, resend, reset-password) have in common: whose account, and
// codes that were sent.

/// --username, --user-pool-id, --client-id, --client-metadata. The user has no variable and no setting here:
/// whoever signs up or forgot a password need not be the profile's user.
struct AccountOptions {
  std::optional<std::string> username;

  void declare(Args& args);
  /// The user typed, or asked for. Error{usage} when nobody is there to ask.
  std::string user(Context& context) const;
};

/// The way to Cognito, without being signed in.
class AccountAccess {
 public:
  explicit AccountAccess(Context& context);
  cognito::AccountApi* operator->() { return &api_; }

 private:
  aws::JsonClient client_;
  cognito::AccountApi api_;
};

/// --code and --code-stdin. A code serves once and for minutes: it may stand on the line.
struct CodeOption {
  std::optional<std::string> code;
  bool from_stdin = false;

  void declare(Args& args);
  bool given() const { return code.has_value() || from_stdin; }
  /// Error{usage} for both ways at once.
  void give_to(Prompter& prompter, Context& context) const;
};

/// Hands the code to `use`; one that Cognito refuses as wrong is asked for again, where there is somebody to
/// ask, three times in all. False: there was no code, or at the terminal an empty one.
bool with_code(Context& context, Prompter& prompter, const std::function<void(const SecretString&)>& use);

/// "--attribute email=a@example.com" as a map. Error{usage} without "=".
cognito::Attributes read_attributes(const std::vector<std::string>& typed);

/// "cauth --profile work confirm", for hints: the words with the profile that is in use.
std::string command_line(Context& context, std::string_view words);

/// "a code was sent by e-mail to a***@e***"; what it says when the answer names no code.
std::string where_the_code_went(const Json& answer);

/// Prints the answer where --output json, or --query, asks for it.
void print_if_asked(Context& context, const Json& answer);

}  // namespace cauth::cli
