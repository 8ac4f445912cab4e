#include "base/text.hpp"
#include "serve/sandbox/challenges.hpp"
#include "serve/sandbox/choice_sign_in.hpp"
#include "serve/sandbox/device_sign_in.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/renewal.hpp"
#include "serve/sandbox/sign_in_rules.hpp"
#include "serve/sandbox/srp_sign_in.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>

namespace cauth::serve::sandbox {
namespace {

Json start_with_password(SignInCall& call) {
  const std::string& username = required_parameter(call.parameters, "USERNAME");
  check_secret_hash(call.client, username, find_parameter(call.parameters, "SECRET_HASH"));
  const std::string& password = required_parameter(call.parameters, "PASSWORD");
  check_device_key(call, call.pool.find_user(username));
  return after_password(call, check_password(call.pool, call.client, call.pool.find_user(username), password,
                                             call.state.now()));
}

Json start_with_srp(SignInCall& call) {
  const std::string& username = required_parameter(call.parameters, "USERNAME");
  check_secret_hash(call.client, username, find_parameter(call.parameters, "SECRET_HASH"));
  return ask_password_proof(call, username, SrpPurpose::sign_in);
}

// "CHALLENGE_NAME": "SRP_A" has the password proved before the pool's own challenges begin.
bool wants_srp_first(const SignInCall& call) {
  const std::string* first = find_parameter(call.parameters, "CHALLENGE_NAME");
  return first != nullptr && *first == "SRP_A";
}

Json start_custom(SignInCall& call) {
  const std::string& username = required_parameter(call.parameters, "USERNAME");
  check_secret_hash(call.client, username, find_parameter(call.parameters, "SECRET_HASH"));
  if (wants_srp_first(call)) return ask_password_proof(call, username, SrpPurpose::custom);
  User* user = call.pool.find_user(username);
  if (user == nullptr) throw refusal("UserNotFoundException", "User does not exist.");
  if (!user->enabled) throw not_authorized("User is disabled.");
  return ask_custom(call, *user, 0);
}

Json renew(SignInCall& call) {
  return renew_with_refresh_token_auth(call.state, call.pool, call.client, call.parameters);
}

struct Flow {
  std::string_view name;
  Json (*start)(SignInCall&);
  bool admin_only;
  std::string_view when_off;
};

constexpr auto kFlows = std::to_array<Flow>({
    {"USER_PASSWORD_AUTH", start_with_password, false, "USER_PASSWORD_AUTH flow not enabled for this client"},
    {"ADMIN_USER_PASSWORD_AUTH", start_with_password, true, "Auth flow not enabled for this client"},
    {"REFRESH_TOKEN_AUTH", renew, false, "Auth flow not enabled for this client"},
    {"CUSTOM_AUTH", start_custom, false, "CUSTOM_AUTH is not enabled for the client."},
    {"USER_SRP_AUTH", start_with_srp, false, "USER_SRP_AUTH is not enabled for the client."},
    {"USER_AUTH", start_by_choice, false, "USER_AUTH is not enabled for the client."},
});

// Names that AWS had first, and still takes.
std::string_view flow_name(std::string_view written) {
  if (written == "ADMIN_NO_SRP_AUTH") return "ADMIN_USER_PASSWORD_AUTH";
  return written == "REFRESH_TOKEN" ? "REFRESH_TOKEN_AUTH" : written;
}

Json initiate(State& state, const Json& input, Form form) {
  const std::string written = required_text(input, "AuthFlow");
  SignInCall call = begin_call(state, input, form, "AuthParameters");
  const std::string_view name = flow_name(written);
  const auto* flow =
      std::find_if(kFlows.begin(), kFlows.end(), [&](const Flow& row) { return row.name == name; });
  if (flow == kFlows.end()) {
    throw invalid_parameter(
        fmt::format("1 validation error detected: Value '{}' at 'authFlow' failed to "
                    "satisfy constraint: Member must satisfy enum value set",
                    printable(written)));
  }
  if (flow->admin_only && form != Form::admin) throw invalid_parameter("Initiate Auth method not supported.");
  if (!call.client.allows(flow->name)) throw invalid_parameter(std::string(flow->when_off));
  return flow->start(call);
}

}  // namespace

Json initiate_auth(State& state, const Json& input) {
  return initiate(state, input, Form::user);
}
Json admin_initiate_auth(State& state, const Json& input) {
  return initiate(state, input, Form::admin);
}

}  // namespace cauth::serve::sandbox
