#include "cognito/srp_answer.hpp"

namespace cauth::cognito {

// The proof belongs to the SRP_A that was sent in this process: without one there is no answer.
std::optional<Answers> password_verifier(const Challenge& challenge, Conversation& conversation) {
  const SecretString* password = conversation.srp ? ask_password(conversation) : nullptr;
  if (password == nullptr) return {};
  // The name that the pool knows the user by goes into the proof: not an alias, whatever was typed.
  return srp_answer(
      conversation, challenge,
      {.group = conversation.pool_name, .name = required_parameter(challenge, "USER_ID_FOR_SRP")}, *password);
}

}  // namespace cauth::cognito
