#include "serve/sandbox/passkeys.hpp"

#include "base/bytes.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/tokens.hpp"
#include "serve/sandbox/user_json.hpp"
#include "webauthn/authenticator_data.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <string>
#include <utility>

namespace cauth::serve::sandbox {
namespace {

constexpr std::size_t kChallengeOctets = 32;
constexpr std::size_t kMostPasskeys = 20;
constexpr std::chrono::milliseconds kTimeToAnswer = std::chrono::minutes(3);

std::string new_challenge(Random& random) {
  return base64url_encode(random_octets(random, kChallengeOctets));
}

Json descriptors(const User& user) {
  Json list = Json::array();
  for (const auto& passkey : user.passkeys) {
    list.push_back({{"type", "public-key"},
                    {"id", base64url_encode(passkey.credential.id)},
                    {"transports", passkey.credential.transports}});
  }
  return list;
}

webauthn::Expectation expectation(const Pool& pool, std::string challenge) {
  return {.challenge = std::move(challenge),
          .rp_id = pool.relying_party_id,
          .user_verification = pool.user_verification == "required"};
}

// The API has an error of its own for some of what can be wrong.
Error registration_refusal(const std::string& problem) {
  std::string_view code = "WebAuthnCredentialNotSupportedException";
  if (problem.starts_with("the challenge")) code = "WebAuthnChallengeNotFoundException";
  if (problem.starts_with("the origin")) code = "WebAuthnOriginNotAllowedException";
  if (problem.starts_with("the hash")) code = "WebAuthnRelyingPartyMismatchException";
  return refusal(code, problem);
}

Json describe(const Passkey& passkey, const Pool& pool) {
  Json description = {{"CredentialId", base64url_encode(passkey.credential.id)},
                      {"FriendlyCredentialName", passkey.name},
                      {"RelyingPartyId", pool.relying_party_id},
                      {"AuthenticatorTransports", passkey.credential.transports},
                      {"CreatedAt", time_json(passkey.created)}};
  if (!passkey.credential.attachment.empty())
    description["AuthenticatorAttachment"] = passkey.credential.attachment;
  return description;
}

Json member_object(const Json& input, std::string_view name) {
  const auto found = input.find(name);
  if (found == input.end() || !found->is_object())
    throw invalid_parameter(fmt::format("Missing required parameter {}", name));
  return *found;
}

}  // namespace

Json start_web_authn_registration(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  bearer.user.passkey_challenge = new_challenge(state.random);
  const Json options = {
      {"rp", {{"id", bearer.pool.relying_party_id}, {"name", bearer.pool.relying_party_id}}},
      {"user",
       {{"id", base64url_encode(bearer.user.sub)},
        {"name", bearer.user.username},
        {"displayName", bearer.user.username}}},
      {"challenge", bearer.user.passkey_challenge},
      {"pubKeyCredParams", Json::array({{{"type", "public-key"}, {"alg", webauthn::kEs256}}})},
      {"timeout", kTimeToAnswer.count()},
      {"excludeCredentials", descriptors(bearer.user)},
      {"authenticatorSelection",
       {{"requireResidentKey", true},
        {"residentKey", "required"},
        {"userVerification", bearer.pool.user_verification}}}};
  return {{"CredentialCreationOptions", options}};
}

Json complete_web_authn_registration(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  const Json credential = member_object(input, "Credential");
  // Good for one answer, right or wrong.
  const std::string challenge = std::exchange(bearer.user.passkey_challenge, {});
  if (challenge.empty())
    throw refusal("WebAuthnChallengeNotFoundException", "No registration of a passkey was started.");
  if (bearer.user.passkeys.size() >= kMostPasskeys)
    throw refusal("LimitExceededException", "The user has too many passkeys.");
  std::string problem;
  auto registered = webauthn::check_registration(credential, expectation(bearer.pool, challenge), problem);
  if (!registered) throw registration_refusal(problem);
  bearer.user.passkeys.push_back({.credential = *std::move(registered),
                                  .name = fmt::format("Passkey {}", bearer.user.passkeys.size() + 1),
                                  .created = state.now()});
  return Json::object();
}

Json list_web_authn_credentials(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  Json list = Json::array();
  for (const auto& passkey : bearer.user.passkeys) list.push_back(describe(passkey, bearer.pool));
  return {{"Credentials", std::move(list)}};
}

Json delete_web_authn_credential(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  const auto id = base64url_decode(required_text(input, "CredentialId"));
  auto& passkeys = bearer.user.passkeys;
  const auto found = std::find_if(passkeys.begin(), passkeys.end(),
                                  [&](const Passkey& passkey) { return passkey.credential.id == id; });
  if (found == passkeys.end()) throw refusal("ResourceNotFoundException", "The passkey does not exist.");
  passkeys.erase(found);
  return Json::object();
}

Json ask_passkey(SignInCall& call, const User& user) {
  const std::string challenge = new_challenge(call.state.random);
  const Json options = {{"challenge", challenge},
                        {"timeout", kTimeToAnswer.count()},
                        {"rpId", call.pool.relying_party_id},
                        {"allowCredentials", descriptors(user)},
                        {"userVerification", call.pool.user_verification}};
  return challenge_answer(call, user, kWebAuthn,
                          {{"CREDENTIAL_REQUEST_OPTIONS", json_text(options)}, {"USERNAME", user.username}},
                          {.code = challenge});
}

Json answer_passkey(SignInCall& call, User& user, AuthSession& session) {
  const ParsedJson credential = parse_json(required_parameter(call.parameters, "CREDENTIAL"));
  session.used = true;
  const std::string id = credential ? webauthn::credential_id_of(*credential) : "";
  const auto found = std::find_if(user.passkeys.begin(), user.passkeys.end(),
                                  [&](const Passkey& passkey) { return passkey.credential.id == id; });
  std::string problem;
  if (found == user.passkeys.end() ||
      !webauthn::check_assertion(*credential, expectation(call.pool, session.code), found->credential,
                                 problem))
    throw not_authorized("Incorrect username or password.");
  return finish_sign_in(call, user);
}

}  // namespace cauth::serve::sandbox
