#include "cli/answer_options.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/client_metadata.hpp"

#include <algorithm>
#include <utility>

namespace cauth::cli {

void AnswerOptions::declare(Args& args) {
  password.declare(args);
  new_password.declare(args);
  args.option(attributes, "--attribute", "NAME=VALUE",
              "an attribute that the user must have, or is to have, with the new password");
  args.option(client_metadata, "--client-metadata", "KEY=VALUE,…", "for the pool's triggers");
}

void AnswerOptions::check_stdin(std::initializer_list<bool> others) const {
  const bool other = std::find(others.begin(), others.end(), true) != others.end();
  check_one_stdin({password.wants_stdin(), new_password.wants_stdin(), other});
}

void AnswerOptions::give_to(Prompter& prompter, Context& context) const {
  prompter.give("PASSWORD", [this, &context]() -> std::optional<SecretString> {
    if (auto typed = password.read_flags(context)) return typed;
    return context.settings().secret("password");
  });
  prompter.give("NEW_PASSWORD", [this, &context] { return new_password.read(context); });
  for (const auto& attribute : attributes) {
    const auto halves = split_once(attribute, '=');
    if (!halves || halves->before.empty()) throw usage_error("--attribute wants NAME=VALUE");
    prompter.give("userAttributes." + std::string(halves->before), SecretString(halves->after));
  }
}

cognito::ClientMetadata AnswerOptions::metadata() const {
  return read_client_metadata(client_metadata);
}

}  // namespace cauth::cli
