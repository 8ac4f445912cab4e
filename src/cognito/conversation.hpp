#pragma once

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "cognito/api.hpp"
#include "cognito/authenticators.hpp"
#include "cognito/challenge.hpp"
#include "cognito/device.hpp"
#include "cognito/srp.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace cauth::cognito {

/// One sign-in while it goes on: whom it is held with, and what its steps have to know of each other. Begun
/// by start_sign_in, or by `respond` with a challenge that was kept; carried on by run_challenges.
struct Conversation {
  Api& api;
  Inputs& inputs;
  Authenticators& authenticators;
  Random& random;
  Clock& clock;
  ClientMetadata metadata;  ///< sent with every step, for the pool's triggers
  std::string username;     ///< to answer with: as typed, until a challenge names the user
  std::string pool_name;    ///< what stands after the underscore of the pool id; empty: not known, so no SRP
  std::function<void(std::string_view)> tell;  ///< one line for people, such as why another flow is tried
  std::string preferred_challenge = {};        ///< the first factor to ask for in USER_AUTH; empty: none
  bool custom = false;                         ///< CUSTOM_AUTH began it
  Answers extra_answers = {};         ///< by their keys in the API, for the next challenge whatever it is
  std::optional<Device> device = {};  ///< a remembered one of this user
  std::function<void()> forget_device = {};   ///< the service does not know it any more; may be empty
  std::optional<SecretString> password = {};  ///< once it was asked for: see ask_password
  std::optional<SrpClient> srp = {};  ///< between SRP_A and the proof, of password or device; never stored
  std::function<Step(Conversation&)> begin_again = {};  ///< what start_sign_in did; empty: it was not here
  std::optional<SecretString> session =
      {};                          ///< newer than the challenge's, where a responder went on with it
  bool code_was_computed = false;  ///< the answer at hand has a code that the next try would renew
};

/// The user's password: asked for (key "PASSWORD") when the first step needs it, and then remembered. Null
/// when nobody is there to ask.
const SecretString* ask_password(Conversation& conversation);

/// Is a password at hand, without asking anybody?
bool has_password(const Conversation& conversation);

/// Begins an exchange of SRP: the SRP_A to send. The password is asked for first, since the service gives its
/// proof a few seconds; nothing without one. Error{usage} when the pool's name is not known.
std::optional<std::string> begin_srp(Conversation& conversation);

/// InitiateAuth of that flow.
Step initiate(Conversation& conversation, std::string_view auth_flow, Answers parameters);

/// The name that the service knows the user by, where the challenge says it: an alias may have been typed.
void take_username(Conversation& conversation, const Challenge& challenge);

/// RespondToAuthChallenge, under the name that the challenge gives the user. Both send the device's key with
/// it. A device that the service does not know any more is forgotten, with a line for the user, and the
/// request is sent without; where the device itself was asked, the sign-in begins again.
Step answer(Conversation& conversation, const Challenge& challenge, Answers answers);

/// The challenge under the session that it has by now.
Challenge take_session(Conversation& conversation, const Challenge& challenge);

/// Answers challenges until there are tokens, or one that is left to others: nobody knows it, or an input was
/// missing. Where a person can be asked again, a code that does not fit and a password that the pool's policy
/// does not like are no end: the person is told, and asked once more. A code that was computed and is refused
/// is computed again for the next half minute, twice at most.
Step run_challenges(Conversation& conversation, Step step);

}  // namespace cauth::cognito
