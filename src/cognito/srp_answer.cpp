#include "cognito/srp_answer.hpp"

#include <fmt/format.h>

namespace cauth::cognito {

const std::string& required_parameter(const Challenge& challenge, std::string_view key) {
  const std::string* value = challenge.parameter(key);
  if (value == nullptr) throw strange_answer(fmt::format("{} has no {}", challenge.name, key));
  return *value;
}

Answers srp_answer(Conversation& conversation, const Challenge& challenge, const SrpIdentity& identity,
                   const SecretString& password) {
  const std::string& secret_block = required_parameter(challenge, "SECRET_BLOCK");
  const SrpProof proof = conversation.srp->prove({.srp_b = required_parameter(challenge, "SRP_B"),
                                                  .salt = required_parameter(challenge, "SALT"),
                                                  .secret_block = secret_block},
                                                 identity, password, conversation.clock.now());
  conversation.srp.reset();
  Answers answers;
  answers.emplace("PASSWORD_CLAIM_SIGNATURE", proof.signature);
  answers.emplace("PASSWORD_CLAIM_SECRET_BLOCK", secret_block);
  answers.emplace("TIMESTAMP", proof.timestamp);
  return answers;
}

}  // namespace cauth::cognito
