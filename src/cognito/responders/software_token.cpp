#include "base/text.hpp"
#include "cognito/conversation.hpp"
#include "cognito/totp_codes.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::cognito {
namespace {

constexpr const char* kTokenCode = "SOFTWARE_TOKEN_MFA_CODE";

std::string prompt_for_token(const Challenge& challenge) {
  const std::string* device = challenge.parameter("FRIENDLY_DEVICE_NAME");
  return device == nullptr || device->empty()
             ? "Code from your authenticator"
             : fmt::format("Code from your authenticator \"{}\"", printable(*device));
}

}  // namespace

// A code that was given counts more than one that could be computed.
std::optional<Answers> software_token(const Challenge& challenge, Conversation& conversation) {
  std::optional<SecretString> code;
  const bool was_given = !conversation.inputs.offered(kTokenCode).empty();
  if (!was_given) {
    if (const auto secret = conversation.authenticators.totp_secret()) {
      code = next_totp_code(*secret, conversation.username, conversation.authenticators, conversation.clock,
                            conversation.tell);
      conversation.code_was_computed = true;
    }
  }
  if (!code) code = conversation.inputs.get({.key = kTokenCode, .prompt = prompt_for_token(challenge)});
  if (!code) return {};
  Answers answers;
  answers.emplace(kTokenCode, std::move(*code));
  return answers;
}

}  // namespace cauth::cognito
