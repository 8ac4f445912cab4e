#include "cognito/conversation.hpp"

#include <utility>

namespace cauth::cognito {

std::optional<Answers> web_authn(const Challenge& challenge, Conversation& conversation) {
  const std::string* options = challenge.parameter("CREDENTIAL_REQUEST_OPTIONS");
  if (options == nullptr) throw strange_answer("WEB_AUTHN does not say what to sign");
  constexpr const char* kKey = "CREDENTIAL";
  std::optional<SecretString> credential;
  // An answer that another authenticator gave counts more than one of ours.
  const bool was_given = !conversation.inputs.offered(kKey).empty();
  if (!was_given) credential = conversation.authenticators.sign(*options, conversation.username);
  if (was_given) credential = conversation.inputs.get({.key = kKey, .prompt = "Credential"});
  if (!credential) {
    conversation.tell("no passkey of this machine is one that the pool allows");
    return {};
  }
  Answers answers;
  answers.emplace(kKey, std::move(*credential));
  return answers;
}

}  // namespace cauth::cognito
