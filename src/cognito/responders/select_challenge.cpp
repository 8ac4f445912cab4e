#include "base/text.hpp"
#include "cognito/conversation.hpp"
#include "cognito/first_factor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::cognito {
namespace {

// A password at hand chooses for itself, and is proved rather than sent where that is offered.
std::string choice_for_password(const Challenge& challenge, const Conversation& conversation) {
  if (!has_password(conversation)) return {};
  for (const char* name : {"PASSWORD_SRP", "PASSWORD"}) {
    if (name == kPasswordSrp && conversation.pool_name.empty()) continue;
    const auto& offered = challenge.available;
    if (std::find(offered.begin(), offered.end(), name) != offered.end()) return name;
  }
  return {};
}

}  // namespace

std::optional<Answers> select_challenge(const Challenge& challenge, Conversation& conversation) {
  auto choice = conversation.inputs.get({.key = "ANSWER",
                                         .prompt = "How to sign in",
                                         .choices = challenge.available,
                                         .otherwise = choice_for_password(challenge, conversation)});
  if (!choice) return {};
  auto answers = first_factor_parameters(conversation, choice->reveal());
  if (answers) answers->insert_or_assign("ANSWER", std::move(*choice));
  return answers;
}

}  // namespace cauth::cognito
