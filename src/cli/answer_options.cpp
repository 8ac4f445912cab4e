#include "cli/answer_options.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/text.hpp"
#include "cli/answer_command.hpp"
#include "session/secret_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace cauth::cli {
namespace {

constexpr std::array<const char*, 5> kCodes{"SMS_MFA_CODE", "SOFTWARE_TOKEN_MFA_CODE", "EMAIL_OTP_CODE",
                                            "SMS_OTP_CODE", "EMAIL_MFA_CODE"};
constexpr const char* kCodeVariable = "CAUTH_MFA_CODE";

Halves key_and_value(std::string_view text, std::string_view option, std::string_view form) {
  const auto halves = split_once(text, '=');
  if (!halves || halves->before.empty()) throw usage_error(fmt::format("{} wants {}", option, form));
  return *halves;
}

// "SMS_MFA" → "SMS_MFA.SMS_MFA_CODE"; one with a key stays as it is.
std::string plan_key(std::string_view name) {
  if (name.find('.') != std::string_view::npos) return std::string(name);
  return fmt::format("{}.{}", name, cognito::answer_key(name));
}

// One code for whichever second factor asks first: it is good once.
void give_code(Prompter& prompter, SecretString code) {
  const auto left = std::make_shared<std::optional<SecretString>>(std::move(code));
  for (const char* key : kCodes) {
    prompter.give(key, [left] { return std::exchange(*left, std::nullopt); });
  }
}

void give_answer_file(Prompter& prompter, std::string_view text) {
  const Halves halves = key_and_value(text, "--answer-file", "CHALLENGE=FILE");
  prompter.give(plan_key(halves.before), [file = std::string(halves.after)] {
    SecretString value = read_secret_file(file, session::kLargestSecret);
    value.truncate(without_line_end(value.reveal()).size());
    return std::optional(std::move(value));
  });
}

}  // namespace

void AnswerOptions::declare(Args& args) {
  password.declare(args);
  new_password.declare(args);
  totp_secret.declare(args);
  args.option(attributes, "--attribute", "NAME=VALUE",
              "an attribute that the user must have, or is to have, with the new password");
  args.option(mfa, "--mfa", "CODE", "the code of the second factor, whichever is asked for")
      .variable(kCodeVariable);
  args.option(answers, "--answer", "CHALLENGE=VALUE",
              "the answer to that challenge; several for one serve one after the other");
  args.option(answer_files, "--answer-file", "CHALLENGE=FILE", "the same, read from a file");
  args.setting("answer_command");
  args.setting("client_metadata");
}

void AnswerOptions::check_stdin(std::initializer_list<bool> others) const {
  const bool other = std::find(others.begin(), others.end(), true) != others.end();
  check_one_stdin({password.wants_stdin(), new_password.wants_stdin(), totp_secret.wants_stdin(), other});
}

void AnswerOptions::give_to(Prompter& prompter, Context& context) const {
  for (const auto& text : answers) {
    const Halves halves = key_and_value(text, "--answer", "CHALLENGE=VALUE");
    prompter.give(plan_key(halves.before), SecretString(halves.after));
  }
  for (const auto& text : answer_files) give_answer_file(prompter, text);
  // A password that is known without asking decides how a choice-based sign-in goes: given only where it is.
  if (password.is_given() || context.settings().find_secret("password")) {
    prompter.give("PASSWORD", [this, &context]() -> std::optional<SecretString> {
      if (auto typed = password.read_flags(context)) return typed;
      return context.settings().secret("password");
    });
  }
  prompter.give("NEW_PASSWORD", [this, &context] { return new_password.read(context); });
  for (const auto& text : attributes) {
    const Halves halves = key_and_value(text, "--attribute", "NAME=VALUE");
    prompter.give("userAttributes." + std::string(halves.before), SecretString(halves.after));
  }
  if (mfa) {
    give_code(prompter, SecretString(*mfa));
  } else if (auto code = context.env().get(kCodeVariable)) {
    give_code(prompter, SecretString::take(*std::move(code)));
  }
  prompter.give_program(answer_program(context));
}

}  // namespace cauth::cli
