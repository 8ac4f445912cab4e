#include "cognito/conversation.hpp"

#include <utility>

namespace cauth::cognito {

// One that came into the world after this program: whoever knows it says which keys it wants.
std::optional<Answers> other_challenge(const Challenge& challenge, Conversation& conversation) {
  Answers answers;
  const std::string prefix = challenge.name + '.';
  for (const auto& key : conversation.inputs.offered(prefix)) {
    const std::string bare_key = key.substr(prefix.size());
    if (auto answer = conversation.inputs.get({.key = bare_key, .prompt = bare_key, .secret = true})) {
      answers.insert_or_assign(bare_key, std::move(*answer));
    }
  }
  if (answers.empty() && conversation.extra_answers.empty()) return {};
  return answers;
}

}  // namespace cauth::cognito
