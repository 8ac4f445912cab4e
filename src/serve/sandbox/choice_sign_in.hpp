#pragma once

#include "base/json.hpp"
#include "serve/sandbox/challenges.hpp"

namespace cauth::serve::sandbox {

// USER_AUTH: the user chooses among the first factors that the pool allows and the user has.

/// The preferred one at once; SELECT_CHALLENGE where none was named, or one that this user does not have.
Json start_by_choice(SignInCall& call);

/// SELECT_CHALLENGE, with what the chosen one needs along with it or without.
Json answer_select_challenge(SignInCall& call, User& user, AuthSession& session);

/// PASSWORD and PASSWORD_SRP, where they were asked for alone.
Json answer_first_factor(SignInCall& call, User& user, AuthSession& session);

}  // namespace cauth::serve::sandbox
