#include "base/error.hpp"
#include "cognito/clock_check.hpp"
#include "cognito/conversation.hpp"

#include <fmt/format.h>

#include <array>
#include <string>
#include <utility>

namespace cauth::cognito {
namespace {

// Refusals that leave the session as it was, so that another answer may follow; and which answer was wrong.
struct WrongAnswer {
  std::string_view code, key;
};
constexpr std::array kWrongAnswers{WrongAnswer{"CodeMismatchException", ""},
                                   WrongAnswer{"ExpiredCodeException", ""},
                                   WrongAnswer{"InvalidPasswordException", "NEW_PASSWORD"},
                                   WrongAnswer{"PasswordHistoryPolicyViolationException", "NEW_PASSWORD"}};

constexpr int kTriesOfComputedCode = 3;

const WrongAnswer* find_wrong_answer(const Error& error) {
  // "Invalid session for the user." comes under a code's name too: that one is over.
  if (error.service_message.find("session") != std::string::npos) return nullptr;
  for (const auto& row : kWrongAnswers) {
    if (row.code == error.code) return &row;
  }
  return nullptr;
}

// The service asks for an authenticator's code after CUSTOM_AUTH, and then takes none
// (https://github.com/aws-amplify/amplify-js/issues/12887).
bool never_fits(const Conversation& conversation, const Challenge& challenge, const Error& error) {
  return conversation.custom && challenge.name == "SOFTWARE_TOKEN_MFA" &&
         error.code == "CodeMismatchException";
}

// A wrong clock fails like a wrong password.
void explain_refused_proof(const Conversation& conversation, const Challenge& challenge, Error& error) {
  if (!challenge.name.ends_with("PASSWORD_VERIFIER") || error.code != "NotAuthorizedException") return;
  std::string hint = hint_for_clock(conversation.api.service_ahead());
  if (!hint.empty()) error.hint = std::move(hint);
}

std::optional<Answers> respond(const Challenge& challenge, Conversation& conversation) {
  const Responder responder = find_responder(challenge.name);
  return responder != nullptr ? responder(challenge, conversation) : other_challenge(challenge, conversation);
}

std::optional<Step> answer_with_retries(Conversation& conversation, const Challenge& challenge) {
  conversation.inputs.begin(challenge);
  for (int attempt = 1;; ++attempt) {
    conversation.code_was_computed = false;
    auto answers = respond(challenge, conversation);
    if (!answers) return std::nullopt;
    try {
      return answer(conversation, challenge, std::move(*answers));
    } catch (Error& error) {
      explain_refused_proof(conversation, challenge, error);
      if (never_fits(conversation, challenge, error)) {
        error.hint = "Cognito takes no authenticator codes after custom authentication: use another --flow";
        throw;
      }
      const WrongAnswer* wrong = find_wrong_answer(error);
      // Another machine that has the same secret was first, or the clocks differ at the edge of a window.
      if (wrong != nullptr && conversation.code_was_computed && attempt < kTriesOfComputedCode) {
        conversation.tell("the code was refused as used or out of time; trying the next one");
        continue;
      }
      // A person may have mistyped it; nobody else has another answer.
      if (wrong == nullptr || !conversation.inputs.ask_again(wrong->key)) throw;
      conversation.tell(error.what_failed);
      if (!error.hint.empty()) conversation.tell(error.hint);
    }
  }
}

}  // namespace

Step run_challenges(Conversation& conversation, Step step) {
  while (const auto* challenge = std::get_if<Challenge>(&step)) {
    take_username(conversation, *challenge);
    auto next = answer_with_retries(conversation, *challenge);
    if (!next) return take_session(conversation, *challenge);
    step = std::move(*next);
  }
  return step;
}

}  // namespace cauth::cognito
