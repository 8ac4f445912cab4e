#include "cognito/api.hpp"

#include "base/curl_exit.hpp"
#include "cognito/secret_hash.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace cauth::cognito {
namespace {

Json reveal_all(const Answers& answers) {
  Json object = Json::object();
  for (const auto& [key, value] : answers) object[key] = value.reveal();
  return object;
}

void add_metadata(Json& body, const ClientMetadata& metadata) {
  if (!metadata.empty()) body["ClientMetadata"] = metadata;
}

}  // namespace

Api::Api(aws::JsonClient& client, AppClient app, Clock& clock)
    : client_(client), app_(std::move(app)), clock_(clock) {}

Step Api::initiate_auth(std::string_view auth_flow, std::string_view username, Answers parameters,
                        const ClientMetadata& metadata) {
  parameters.insert_or_assign("USERNAME", SecretString(username));
  return with_either_secret(app_, [&] {
    add_secret_hash(parameters, username);
    WipedJson body;
    body["AuthFlow"] = auth_flow;
    body["ClientId"] = app_.id;
    body["AuthParameters"] = reveal_all(parameters);
    add_metadata(*body, metadata);
    return call_for_sign_in("InitiateAuth", *body);
  });
}

Step Api::respond_to_auth_challenge(const Challenge& challenge, std::string_view username, Answers answers,
                                    const ClientMetadata& metadata) {
  answers.insert_or_assign("USERNAME", SecretString(username));
  return with_either_secret(app_, [&] {
    add_secret_hash(answers, username);
    WipedJson body;
    body["ClientId"] = app_.id;
    body["ChallengeName"] = challenge.name;
    if (!challenge.session.empty()) body["Session"] = challenge.session.reveal();
    body["ChallengeResponses"] = reveal_all(answers);
    add_metadata(*body, metadata);
    return call_for_sign_in("RespondToAuthChallenge", *body);
  });
}

TotpSecret Api::associate_software_token(const SecretString& session) {
  WipedJson body;
  body["Session"] = session.reveal();
  return read_totp_secret(WipedJson(client_.call("AssociateSoftwareToken", *body)));
}

SecretString Api::verify_software_token(const SecretString& session, const SecretString& code) {
  WipedJson body;
  body["Session"] = session.reveal();
  body["UserCode"] = code.reveal();
  const WipedJson answer(client_.call("VerifySoftwareToken", *body));
  check_verified(*answer);
  return SecretString(string_member_or(*answer, "Session", ""));
}

jose::Tokens Api::refresh(const SecretString& refresh_token, std::string_view username,
                          std::string_view device_key, const ClientMetadata& metadata) {
  Step step = [&] {
    try {
      return with_either_secret(
          app_, [&] { return get_tokens_from_refresh_token(refresh_token, device_key, metadata); });
    } catch (const Error& error) {
      // Emulators that lack the operation are worth a second way; every other failure is the answer.
      if (!lacks_operation(error)) throw;
      return with_either_secret(
          app_, [&] { return initiate_refresh(refresh_token, username, device_key, metadata); });
    }
  }();
  auto* signed_in = std::get_if<SignedIn>(&step);
  if (signed_in == nullptr) throw strange_answer("a refresh was answered with a challenge");
  if (!signed_in->tokens.refresh) signed_in->tokens.refresh = refresh_token.clone();
  return std::move(signed_in->tokens);
}

Step Api::get_tokens_from_refresh_token(const SecretString& refresh_token, std::string_view device_key,
                                        const ClientMetadata& metadata) {
  WipedJson body;
  body["RefreshToken"] = refresh_token.reveal();
  body["ClientId"] = app_.id;
  if (!device_key.empty()) body["DeviceKey"] = device_key;
  add_client_secret(*body);
  add_metadata(*body, metadata);
  try {
    // Where refresh tokens rotate, an answer that got lost has used this one up, but for its grace period.
    return call_for_step("GetTokensFromRefreshToken", *body, aws::Repeat::once_more);
  } catch (const Error& error) {
    // The service says what it saw; what happened is known here.
    if (error.code != "RefreshTokenReuseException") throw;
    throw reused(error);
  }
}

Error Api::reused(Error error) const {
  error.what_failed = client_.an_answer_got_lost()
                          ? "the service had renewed the tokens, but its answer got lost on the way, and a "
                            "refresh token serves once"
                          : "the refresh token was used before, by another program or by a renewal whose "
                            "answer got lost";
  error.service_message.clear();
  error.hint.clear();  // who knows the session knows how to sign in to it again
  return error;
}

Step Api::initiate_refresh(const SecretString& refresh_token, std::string_view username,
                           std::string_view device_key, const ClientMetadata& metadata) {
  Answers parameters;
  parameters.insert_or_assign("REFRESH_TOKEN", refresh_token.clone());
  if (!device_key.empty()) parameters.insert_or_assign("DEVICE_KEY", SecretString(device_key));
  add_secret_hash(parameters, username);
  WipedJson body;
  body["AuthFlow"] = "REFRESH_TOKEN_AUTH";
  body["ClientId"] = app_.id;
  body["AuthParameters"] = reveal_all(parameters);
  add_metadata(*body, metadata);
  return call_for_step("InitiateAuth", *body, aws::Repeat::harmless);
}

void Api::revoke(const SecretString& refresh_token) {
  with_either_secret(app_, [&] {
    WipedJson body;
    body["Token"] = refresh_token.reveal();
    body["ClientId"] = app_.id;
    add_client_secret(*body);
    client_.call("RevokeToken", *body, aws::Signing::unsigned_request, aws::Repeat::harmless);
  });
}

void Api::sign_out_everywhere(const SecretString& access_token) {
  WipedJson body;
  body["AccessToken"] = access_token.reveal();
  client_.call("GlobalSignOut", *body, aws::Signing::unsigned_request, aws::Repeat::harmless);
}

Step Api::call_for_step(std::string_view operation, const Json& body, aws::Repeat repeat) {
  const WipedJson answer(client_.call(operation, body, aws::Signing::unsigned_request, repeat));
  return parse_step(*answer, clock_.now());
}

// Neither is repeated: a sign-in uses something up.
Step Api::call_for_sign_in(std::string_view operation, Json& body) {
  if (admin_pool_id_.empty()) return call_for_step(operation, body, aws::Repeat::never);
  body["UserPoolId"] = admin_pool_id_;
  const WipedJson answer(client_.call(fmt::format("Admin{}", operation), body, aws::Signing::sigv4));
  return parse_step(*answer, clock_.now());
}

void Api::add_secret_hash(Answers& parameters, std::string_view username) const {
  if (!app_.secret) return;
  parameters.insert_or_assign("SECRET_HASH", SecretString(secret_hash(username, app_.id, *app_.secret)));
}

void Api::add_client_secret(Json& body) const {
  if (app_.secret) body["ClientSecret"] = app_.secret->reveal();
}

// AWS answers UnknownOperationException. Where the user set an endpoint an emulator may be there:
// cognito-local answers with a type that ends in "Unsupported", moto with an HTML page and a 5xx.
bool Api::lacks_operation(const Error& error) const {
  if (error.code == "UnknownOperationException") return true;
  if (!client_.service().endpoint_was_set) return false;
  if (!error.code.empty()) return error.code.ends_with("Unsupported");
  return error.category == Category::temporary ||
         (error.category == Category::transport && error.detail == curl_exit::kWeirdReply);
}

}  // namespace cauth::cognito
