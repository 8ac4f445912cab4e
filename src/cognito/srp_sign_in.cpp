#include "cognito/srp_sign_in.hpp"

#include "cognito/srp.hpp"

#include <string>
#include <utility>

namespace cauth::cognito {
namespace {

constexpr std::string_view kVerifierChallenge = "PASSWORD_VERIFIER";

const std::string& required_parameter(const Challenge& challenge, std::string_view key) {
  const std::string* value = challenge.parameter(key);
  if (value == nullptr) throw strange_answer(std::string(kVerifierChallenge) + " has no " + std::string(key));
  return *value;
}

}  // namespace

Step sign_in_with_srp(Api& api, std::string_view pool_name, std::string_view username,
                      const SecretString& password, const ClientMetadata& metadata, Random& random,
                      Clock& clock) {
  const SrpClient srp(random);
  Answers parameters;
  parameters.emplace("SRP_A", srp.srp_a());
  Step step = api.initiate_auth("USER_SRP_AUTH", username, std::move(parameters), metadata);
  const auto* challenge = std::get_if<Challenge>(&step);
  if (challenge == nullptr || challenge->name != kVerifierChallenge) return step;

  // The name that the pool knows the user by goes into the proof: not an alias, whatever was typed.
  const std::string& user_id = required_parameter(*challenge, "USER_ID_FOR_SRP");
  const std::string& secret_block = required_parameter(*challenge, "SECRET_BLOCK");
  SrpProof proof = srp.prove({.srp_b = required_parameter(*challenge, "SRP_B"),
                              .salt = required_parameter(*challenge, "SALT"),
                              .secret_block = secret_block},
                             {.group = pool_name, .name = user_id}, password, clock.now());
  Answers answers;
  answers.emplace("PASSWORD_CLAIM_SIGNATURE", proof.signature);
  answers.emplace("PASSWORD_CLAIM_SECRET_BLOCK", secret_block);
  answers.emplace("TIMESTAMP", proof.timestamp);
  return api.respond_to_auth_challenge(*challenge, user_id, std::move(answers), metadata);
}

}  // namespace cauth::cognito
