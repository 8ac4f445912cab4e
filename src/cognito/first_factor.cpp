#include "cognito/first_factor.hpp"

namespace cauth::cognito {

std::optional<Answers> first_factor_parameters(Conversation& conversation, std::string_view factor) {
  Answers answers;
  if (factor == kPassword) {
    const SecretString* password = ask_password(conversation);
    if (password == nullptr) return std::nullopt;
    answers.emplace("PASSWORD", password->clone());
  } else if (factor == kPasswordSrp) {
    const auto srp_a = begin_srp(conversation);
    if (!srp_a) return std::nullopt;
    answers.emplace("SRP_A", SecretString(*srp_a));
  }
  return answers;
}

}  // namespace cauth::cognito
