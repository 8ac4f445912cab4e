#include "serve/sandbox/input.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/second_factors.hpp"
#include "serve/sandbox/sign_in_rules.hpp"
#include "serve/sandbox/tokens.hpp"
#include "serve/sandbox/user_json.hpp"

#include <nlohmann/json.hpp>

// What a signed-in user does with an access token.
namespace cauth::serve::sandbox {

Json get_user(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  Json answer = {{"UserAttributes", attributes_json(bearer.user)}, {"Username", bearer.user.username}};
  add_second_factors(answer, bearer.user);
  return answer;
}

Json change_password(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  const std::string previous = required_text(input, "PreviousPassword");
  const std::string proposed = required_text(input, "ProposedPassword");
  if (state.now() < bearer.user.locked_until)
    throw refusal("LimitExceededException", "Attempt limit exceeded, please try after some time.");
  const Client any;  // existence is no secret to the user
  User& user = check_password(bearer.pool, any, &bearer.user, previous, state.now());
  check_new_password(bearer.pool, proposed);
  set_password(user, proposed, user.status, state.now());
  return Json::object();
}

Json global_sign_out(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  state.grants.revoke_all_of(bearer.pool, bearer.user);
  return Json::object();
}

}  // namespace cauth::serve::sandbox
