#include "cognito/conversation.hpp"

#include "base/text.hpp"
#include "cognito/clock_check.hpp"

#include <fmt/format.h>

#include <utility>

namespace cauth::cognito {

namespace {

// "Device does not exist."
bool says_unknown_device(const Error& error) {
  return error.code == "ResourceNotFoundException" &&
         error.service_message.find("evice") != std::string::npos;
}

void lose_device(Conversation& conversation, std::string_view why) {
  conversation.device.reset();
  if (conversation.forget_device) conversation.forget_device();
  conversation.tell(why);
}

Answers with_device_key(const Conversation& conversation, const Answers& answers) {
  Answers all;
  for (const auto& [key, value] : answers) all.emplace(key, value.clone());
  all.insert_or_assign("DEVICE_KEY", SecretString(conversation.device->key));
  return all;
}

Step send_with_device(Conversation& conversation, Answers answers, const std::function<Step(Answers)>& send) {
  if (conversation.device) {
    try {
      return send(with_device_key(conversation, answers));
    } catch (const Error& error) {
      if (!says_unknown_device(error)) throw;
      lose_device(conversation, "Cognito does not know this device any more: signing in without it");
    }
  }
  return send(std::move(answers));
}

// The device was asked, and the answer was refused: whatever is wrong with it, it is of no use any more. But
// where the clocks differ, its proof is refused for that.
Step answer_as_device(Conversation& conversation, const Challenge& challenge, const Answers& answers) {
  try {
    return conversation.api.respond_to_auth_challenge(
        challenge, conversation.username, with_device_key(conversation, answers), conversation.metadata);
  } catch (const Error& error) {
    const bool refused = says_unknown_device(error) || error.code == "NotAuthorizedException";
    const bool is_of_use = !hint_for_clock(conversation.api.service_ahead()).empty();
    if (!refused || is_of_use || !conversation.begin_again) throw;
    lose_device(conversation, "Cognito refuses this device's answer: signing in without it");
  }
  return conversation.begin_again(conversation);
}

}  // namespace

void take_username(Conversation& conversation, const Challenge& challenge) {
  for (const char* key : {"USER_ID_FOR_SRP", "USERNAME"}) {
    const std::string* name = challenge.parameter(key);
    if (name == nullptr || name->empty()) continue;
    conversation.username = *name;
    return;
  }
}

const SecretString* ask_password(Conversation& conversation) {
  if (!conversation.password) {
    conversation.password =
        conversation.inputs.get({.key = "PASSWORD",
                                 .prompt = fmt::format("Password for {}", printable(conversation.username)),
                                 .secret = true});
  }
  return conversation.password ? &*conversation.password : nullptr;
}

bool has_password(const Conversation& conversation) {
  return conversation.password || !conversation.inputs.offered("PASSWORD").empty();
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
  return send_with_device(conversation, std::move(parameters), [&](Answers all) {
    return conversation.api.initiate_auth(auth_flow, conversation.username, std::move(all),
                                          conversation.metadata);
  });
}

Challenge take_session(Conversation& conversation, const Challenge& challenge) {
  Challenge current = challenge.clone();
  if (conversation.session) current.session = *std::exchange(conversation.session, std::nullopt);
  return current;
}

Step answer(Conversation& conversation, const Challenge& challenge, Answers answers) {
  take_username(conversation, challenge);
  for (auto& [key, value] : conversation.extra_answers) answers.insert_or_assign(key, std::move(value));
  conversation.extra_answers.clear();
  const bool to_device = conversation.device && challenge.name.starts_with("DEVICE_");
  if (to_device) return answer_as_device(conversation, challenge, answers);
  const Challenge current = take_session(conversation, challenge);
  return send_with_device(conversation, std::move(answers), [&](Answers all) {
    return conversation.api.respond_to_auth_challenge(current, conversation.username, std::move(all),
                                                      conversation.metadata);
  });
}

}  // namespace cauth::cognito
