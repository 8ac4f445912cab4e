#include "cognito/first_factor.hpp"

namespace cauth::cognito {

// PASSWORD and PASSWORD_SRP, where the service asks for the one that was preferred without what goes with it.
std::optional<Answers> password(const Challenge& challenge, Conversation& conversation) {
  return first_factor_parameters(conversation, challenge.name);
}

}  // namespace cauth::cognito
