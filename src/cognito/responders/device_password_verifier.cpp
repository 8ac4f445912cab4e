#include "cognito/srp_answer.hpp"

namespace cauth::cognito {

// The device proves the password that it made for itself: nobody is asked.
std::optional<Answers> device_password_verifier(const Challenge& challenge, Conversation& conversation) {
  if (!conversation.device || !conversation.srp) return {};
  const Device& device = *conversation.device;
  return srp_answer(conversation, challenge, {.group = device.group_key, .name = device.key},
                    device.password);
}

}  // namespace cauth::cognito
