#include "base/text.hpp"
#include "cognito/conversation.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::cognito {

// The pool's own code asks, and its parameters are the question: they are shown as they came.
std::optional<Answers> custom_challenge(const Challenge& challenge, Conversation& conversation) {
  std::string prompt = "Answer to the pool's own challenge";
  for (const auto& [key, value] : challenge.parameters) {
    if (key != "USERNAME") prompt += fmt::format("\n  {}: {}", printable(key), printable(value));
  }
  if (prompt.find('\n') != std::string::npos) prompt += "\nAnswer";
  auto answer = conversation.inputs.get({.key = "ANSWER", .prompt = prompt, .secret = true});
  if (!answer) return {};
  Answers answers;
  answers.emplace("ANSWER", std::move(*answer));
  return answers;
}

}  // namespace cauth::cognito
