#include "base/json.hpp"
#include "cognito/conversation.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace cauth::cognito {
namespace {

// MFAS_CAN_CHOOSE is a JSON array inside a string.
std::vector<std::string> choices_of(const Challenge& challenge) {
  const std::string* text = challenge.parameter("MFAS_CAN_CHOOSE");
  ParsedJson parsed = parse_json(text == nullptr ? "" : *text);
  if (!parsed || !(*parsed).is_array())
    throw strange_answer("SELECT_MFA_TYPE does not say what to choose from");
  std::vector<std::string> choices;
  for (const auto& item : *parsed) {
    if (const auto* name = item.get_ptr<const Json::string_t*>()) choices.push_back(*name);
  }
  return choices;
}

}  // namespace

std::optional<Answers> select_mfa_type(const Challenge& challenge, Conversation& conversation) {
  auto answer =
      conversation.inputs.get({.key = "ANSWER", .prompt = "Second factor", .choices = choices_of(challenge)});
  if (!answer) return {};
  Answers answers;
  answers.emplace("ANSWER", std::move(*answer));
  return answers;
}

}  // namespace cauth::cognito
