#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "serve/sandbox/software_token.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::serve::sandbox {

/// So many wrong answers end a sign-in.
constexpr int kWrongAnswersAllowed = 3;

/// A sign-in that waits for the answer to a challenge.
struct AuthSession {
  std::string pool_id, client_id, username;
  std::string challenge;  ///< "NEW_PASSWORD_REQUIRED"
  std::string code;       ///< what was sent to the user's telephone, or what a passkey is to sign
  std::string token_key;  ///< of an authenticator that is being set up
  std::optional<SoftwareToken> software_token;  ///< once it was verified
  int wrong_answers = 0;
  TimePoint expires;
  bool used = false;

  /// One more; the last that is allowed ends the session.
  void count_wrong_answer() { used = ++wrong_answers >= kWrongAnswersAllowed; }
};

/// The `Session` strings that are out: each good for one answer and a few minutes.
class AuthSessions {
 public:
  /// Keeps it: the string to hand out.
  std::string open(AuthSession session, Random& random);

  /// The session behind the string, still good for an answer to `challenge` by that client. Error:
  /// NotAuthorizedException with Cognito's words for an unknown, used, or expired one.
  AuthSession& find(std::string_view text, std::string_view client_id, std::string_view challenge,
                    TimePoint now);
  /// The same for operations that name no client.
  AuthSession& find(std::string_view text, std::string_view challenge, TimePoint now);

 private:
  std::map<std::string, AuthSession, std::less<>> sessions_;
};

}  // namespace cauth::serve::sandbox
