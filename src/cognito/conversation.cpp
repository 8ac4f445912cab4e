#include "cognito/conversation.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::cognito {
namespace {

// The name that the service knows the user by, where the challenge says it: an alias may have been typed.
void take_username(Conversation& conversation, const Challenge& challenge) {
  for (const char* key : {"USER_ID_FOR_SRP", "USERNAME"}) {
    const std::string* name = challenge.parameter(key);
    if (name == nullptr || name->empty()) continue;
    conversation.username = *name;
    return;
  }
}

}  // namespace

const SecretString* ask_password(Conversation& conversation) {
  if (!conversation.password) {
    conversation.password =
        conversation.inputs.get({.key = "PASSWORD",
                                 .prompt = fmt::format("Password for {}", printable(conversation.username)),
                                 .secret = true});
  }
  return conversation.password ? &*conversation.password : nullptr;
}

std::optional<std::string> begin_srp(Conversation& conversation) {
  if (conversation.pool_name.empty()) {
    throw usage_error("SRP needs the id of the user pool",
                      "give --user-pool-id, CAUTH_USER_POOL_ID or user_pool_id in the profile");
  }
  if (ask_password(conversation) == nullptr) return std::nullopt;
  conversation.srp.emplace(conversation.random);
  return conversation.srp->srp_a();
}

Step initiate(Conversation& conversation, std::string_view auth_flow, Answers parameters) {
  return conversation.api.initiate_auth(auth_flow, conversation.username, std::move(parameters),
                                        conversation.metadata);
}

Step answer(Conversation& conversation, const Challenge& challenge, Answers answers) {
  take_username(conversation, challenge);
  return conversation.api.respond_to_auth_challenge(challenge, conversation.username, std::move(answers),
                                                    conversation.metadata);
}

Step run_challenges(Conversation& conversation, Step step) {
  while (const auto* challenge = std::get_if<Challenge>(&step)) {
    take_username(conversation, *challenge);
    const Responder responder = find_responder(challenge->name);
    auto answers = responder != nullptr ? responder(*challenge, conversation) : std::nullopt;
    if (!answers) break;
    step = answer(conversation, *challenge, std::move(*answers));
  }
  return step;
}

}  // namespace cauth::cognito
