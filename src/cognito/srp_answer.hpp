#pragma once

#include "base/secret.hpp"
#include "cognito/conversation.hpp"
#include "cognito/srp.hpp"

#include <string>
#include <string_view>

namespace cauth::cognito {

/// The parameter of the challenge; Error{transport, 8} when it has none.
const std::string& required_parameter(const Challenge& challenge, std::string_view key);

/// What proves a password in the exchange that the conversation is in, and ends it: the answer to
/// PASSWORD_VERIFIER, and to DEVICE_PASSWORD_VERIFIER.
Answers srp_answer(Conversation& conversation, const Challenge& challenge, const SrpIdentity& identity,
                   const SecretString& password);

}  // namespace cauth::cognito
