#include "cognito/conversation.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::cognito {
namespace {

const std::string& required_parameter(const Challenge& challenge, std::string_view key) {
  const std::string* value = challenge.parameter(key);
  if (value == nullptr) throw strange_answer(fmt::format("{} has no {}", challenge.name, key));
  return *value;
}

}  // namespace

// The proof belongs to the SRP_A that was sent in this process: without one there is no answer.
std::optional<Answers> password_verifier(const Challenge& challenge, Conversation& conversation) {
  const SecretString* password = conversation.srp ? ask_password(conversation) : nullptr;
  if (password == nullptr) return {};
  const std::string& secret_block = required_parameter(challenge, "SECRET_BLOCK");
  // The name that the pool knows the user by goes into the proof: not an alias, whatever was typed.
  SrpProof proof = conversation.srp->prove(
      {.srp_b = required_parameter(challenge, "SRP_B"),
       .salt = required_parameter(challenge, "SALT"),
       .secret_block = secret_block},
      {.group = conversation.pool_name, .name = required_parameter(challenge, "USER_ID_FOR_SRP")}, *password,
      conversation.clock.now());
  conversation.srp.reset();
  Answers answers;
  answers.emplace("PASSWORD_CLAIM_SIGNATURE", proof.signature);
  answers.emplace("PASSWORD_CLAIM_SECRET_BLOCK", secret_block);
  answers.emplace("TIMESTAMP", proof.timestamp);
  return answers;
}

}  // namespace cauth::cognito
