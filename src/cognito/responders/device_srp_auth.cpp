#include "cognito/conversation.hpp"

namespace cauth::cognito {

// The device's own exchange of SRP, in place of a second factor.
std::optional<Answers> device_srp_auth(const Challenge& /*challenge*/, Conversation& conversation) {
  if (!conversation.device) return {};
  conversation.srp.emplace(conversation.random);
  Answers answers;
  answers.emplace("SRP_A", conversation.srp->srp_a());
  return answers;
}

}  // namespace cauth::cognito
