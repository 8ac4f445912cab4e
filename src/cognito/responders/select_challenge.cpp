#include "base/text.hpp"
#include "cognito/conversation.hpp"
#include "cognito/first_factor.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>

namespace cauth::cognito {
namespace {

constexpr std::string_view kPasskey = "WEB_AUTHN";
constexpr const char* kAnswer = "ANSWER";

bool is_offered(const Challenge& challenge, std::string_view name) {
  return std::find(challenge.available.begin(), challenge.available.end(), name) != challenge.available.end();
}

// A password at hand chooses for itself, and is proved rather than sent where that is offered.
std::string choice_for_password(const Challenge& challenge, const Conversation& conversation) {
  if (!has_password(conversation)) return {};
  for (const auto name : {kPasswordSrp, kPassword}) {
    if (name == kPasswordSrp && conversation.pool_name.empty()) continue;
    if (is_offered(challenge, name)) return std::string(name);
  }
  return {};
}

// Where nothing was given and nobody is there to choose: a passkey of this machine needs neither.
bool can_use_passkey(const Challenge& challenge, const Conversation& conversation) {
  return is_offered(challenge, kPasskey) && conversation.authenticators.has_passkey(conversation.username);
}

}  // namespace

std::optional<Answers> select_challenge(const Challenge& challenge, Conversation& conversation) {
  const bool was_given = !conversation.inputs.offered(kAnswer).empty();
  auto choice = conversation.inputs.get({.key = kAnswer,
                                         .prompt = "How to sign in",
                                         .choices = challenge.available,
                                         .otherwise = choice_for_password(challenge, conversation)});
  if (!choice && !was_given && can_use_passkey(challenge, conversation)) choice = SecretString(kPasskey);
  if (!choice) return {};
  auto answers = first_factor_parameters(conversation, choice->reveal());
  if (answers) answers->insert_or_assign(kAnswer, std::move(*choice));
  return answers;
}

}  // namespace cauth::cognito
