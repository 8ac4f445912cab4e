#include "cognito/conversation.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::cognito {
namespace {

std::string prompt_for_sent(const Challenge& challenge) {
  const std::string* destination = challenge.parameter("CODE_DELIVERY_DESTINATION");
  const std::string_view way = challenge.name.starts_with("EMAIL") ? "e-mail" : "SMS";
  return destination == nullptr || destination->empty()
             ? fmt::format("Code sent by {}", way)
             : fmt::format("Code sent by {} to {}", way, *destination);
}

}  // namespace

// EMAIL_MFA is what some of AWS's texts call EMAIL_OTP.
std::optional<Answers> one_time_code(const Challenge& challenge, Conversation& conversation) {
  const std::string key = answer_key(challenge.name);
  auto code = conversation.inputs.get({.key = key, .prompt = prompt_for_sent(challenge)});
  if (!code) return {};
  Answers answers;
  answers.emplace(key, std::move(*code));
  return answers;
}

}  // namespace cauth::cognito
