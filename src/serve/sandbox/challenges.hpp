#pragma once

#include "base/json.hpp"
#include "serve/sandbox/input.hpp"
#include "serve/sandbox/state.hpp"

#include <optional>
#include <string_view>

// What InitiateAuth and RespondToAuthChallenge share.
namespace cauth::serve::sandbox {

/// The Admin form names the pool, and was signed.
enum class Form { user, admin };

struct SignInCall {
  State& state;
  Pool& pool;
  Client& client;
  TextMap parameters;  ///< AuthParameters or ChallengeResponses, whichever member was named
};
SignInCall begin_call(State& state, const Json& input, Form form, std::string_view parameters);

/// How attributes are named in NEW_PASSWORD_REQUIRED.
constexpr std::string_view kUserAttribute = "userAttributes.";

/// A challenge with a Session.
Json challenge_answer(SignInCall& call, const User& user, std::string_view name, Json parameters,
                      AuthSession session = {});

/// After a password that was right: what is asked next; nothing: the sign-in is complete.
std::optional<Json> challenge_after_password(SignInCall& call, const User& user);
/// The same, with tokens at the end.
Json after_password(SignInCall& call, User& user);

/// Tokens: nothing more is asked.
Json finish_sign_in(SignInCall& call, User& user);

/// SELECT_MFA_TYPE: the second factor that was chosen is asked for.
Json answer_select_mfa_type(SignInCall& call, User& user, AuthSession& session);

/// CUSTOM_CHALLENGE, for the first time or again.
Json ask_custom(SignInCall& call, const User& user, int wrong_answers);

}  // namespace cauth::serve::sandbox
