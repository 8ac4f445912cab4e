#include "cognito/auth_flow.hpp"

#include <utility>

namespace cauth::cognito {
namespace {

// The name that the service knows the user by, where the challenge says it: an alias may have been typed.
std::string username_for(const Challenge& challenge, std::string otherwise) {
  for (const char* key : {"USER_ID_FOR_SRP", "USERNAME"}) {
    const std::string* name = challenge.parameter(key);
    if (name != nullptr && !name->empty()) return *name;
  }
  return otherwise;
}

}  // namespace

FlowEnd run_challenges(Api& api, Step step, std::string username, Inputs& inputs,
                       const ClientMetadata& metadata) {
  while (const auto* challenge = std::get_if<Challenge>(&step)) {
    username = username_for(*challenge, std::move(username));
    const Responder responder = find_responder(challenge->name);
    auto answers = responder != nullptr ? responder(*challenge, inputs) : std::nullopt;
    if (!answers) break;
    step = api.respond_to_auth_challenge(*challenge, username, std::move(*answers), metadata);
  }
  return {.step = std::move(step), .username = std::move(username)};
}

}  // namespace cauth::cognito
