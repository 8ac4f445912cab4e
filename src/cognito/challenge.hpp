#pragma once

#include "base/error.hpp"
#include "base/secret.hpp"
#include "jose/tokens.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace cauth::cognito {

/// What Cognito wants before it gives tokens.
struct Challenge {
  std::string name;  ///< "NEW_PASSWORD_REQUIRED"
  SecretString session;
  std::map<std::string, std::string, std::less<>> parameters;
  std::vector<std::string> available;  ///< AvailableChallenges, for SELECT_CHALLENGE

  Challenge clone() const;
  const std::string* parameter(std::string_view key) const;
};

struct NewDevice {
  std::string key, group_key;
};

struct SignedIn {
  jose::Tokens tokens;
  std::optional<NewDevice> device;
};

/// ChallengeResponses besides USERNAME, SECRET_HASH and DEVICE_KEY, which the flow adds.
using Answers = std::map<std::string, SecretString, std::less<>>;
using Step = std::variant<Challenge, SignedIn>;

/// Something a responder must know.
struct Question {
  std::string
      key;  ///< where flags and environment find it: "NEW_PASSWORD", "userAttributes.name", "SMS_MFA_CODE"
  std::string prompt;  ///< for people: "New password"
  bool secret = false;
  bool repeat = false;                    ///< a new secret: a person is asked twice
  std::vector<std::string> choices = {};  ///< one of these; empty: anything
  std::string otherwise = {};  ///< what serves where nothing was given, before anybody is asked; empty: ask
};

/// Answers questions: from flags, the environment, the terminal. Nothing: nobody is there to ask.
struct Inputs {
  virtual ~Inputs() = default;
  virtual std::optional<SecretString> get(const Question& question) = 0;
  /// Keys that begin so and have an answer at hand, whether or not anybody asks: attributes of the user's
  /// own.
  virtual std::vector<std::string> offered(std::string_view /*prefix*/) const { return {}; }
  /// The questions that follow are about this challenge, until the next one.
  virtual void begin(const Challenge& /*challenge*/) {}
  /// The challenge's answers were refused, and it will be answered once more: is there somebody who can? The
  /// answer of `wrong_key` is asked for again ("": all are), the others serve again.
  virtual bool ask_again(std::string_view /*wrong_key*/) { return false; }
};

/// The key of the answer that a challenge is about: "NEW_PASSWORD", "SMS_MFA_CODE", "CREDENTIAL"; "ANSWER"
/// for a name that is not known.
std::string answer_key(std::string_view challenge_name);

struct Conversation;

/// Turns a challenge into answers; nothing when an input was missing.
using Responder = std::optional<Answers> (*)(const Challenge& challenge, Conversation& conversation);

/// The responder for a challenge's name; null for one that nobody knows, which other_challenge answers. The
/// list is responders/responders.def.
Responder find_responder(std::string_view challenge_name);

/// Answers a challenge of any name with what was given for it by name; nothing when nothing was.
std::optional<Answers> other_challenge(const Challenge& challenge, Conversation& conversation);

/// Error{transport, 8}: Cognito answered with something that cannot be understood. `what` names the part.
Error strange_answer(std::string_view what);

}  // namespace cauth::cognito
