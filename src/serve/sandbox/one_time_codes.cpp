#include "serve/sandbox/one_time_codes.hpp"

#include "serve/sandbox/codes.hpp"
#include "serve/sandbox/refusal.hpp"

#include <nlohmann/json.hpp>

#include <string>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

struct Medium {
  std::string_view name, attribute;
};

Medium medium_of(std::string_view challenge) {
  if (challenge.starts_with("EMAIL")) return {.name = "EMAIL", .attribute = "email"};
  return {.name = "SMS", .attribute = "phone_number"};
}

}  // namespace

bool has_telephone(const User& user) {
  return user.attributes.find("phone_number") != user.attributes.end();
}

bool has_email(const User& user) {
  return user.attributes.find("email") != user.attributes.end();
}

Json ask_sent_code(SignInCall& call, const User& user, std::string_view challenge) {
  const Medium medium = medium_of(challenge);
  const auto address = user.attributes.find(std::string(medium.attribute));
  const std::string destination = address == user.attributes.end() ? "" : address->second;
  const auto& fixed = medium.name == "SMS" ? user.sms_code : user.email_code;
  AuthSession session{.code = fixed ? *fixed : six_digits(call.state.random)};
  call.state.send({.pool_id = call.pool.id,
                   .username = user.username,
                   .medium = std::string(medium.name),
                   .destination = destination,
                   .what = "code",
                   .secret = session.code});
  return challenge_answer(call, user, challenge,
                          {{"CODE_DELIVERY_DELIVERY_MEDIUM", medium.name},
                           {"CODE_DELIVERY_DESTINATION", masked(destination)},
                           {"USER_ID_FOR_SRP", user.username}},
                          std::move(session));
}

Json answer_sent_code(SignInCall& call, User& user, AuthSession& session) {
  const std::string& code = required_parameter(call.parameters, session.challenge + "_CODE");
  if (code != session.code) {
    session.count_wrong_answer();
    throw refusal("CodeMismatchException", "Invalid code or auth state for the user.");
  }
  session.used = true;
  return finish_sign_in(call, user);
}

}  // namespace cauth::serve::sandbox
