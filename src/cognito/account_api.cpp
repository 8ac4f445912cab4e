#include "cognito/account_api.hpp"

#include "base/text.hpp"
#include "cognito/secret_hash.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <utility>

namespace cauth::cognito {

std::optional<CodeDelivery> code_delivery(const Json& answer) {
  const auto details = answer.find("CodeDeliveryDetails");
  if (details == answer.end() || !details->is_object()) return std::nullopt;
  return CodeDelivery{.medium = string_member_or(*details, "DeliveryMedium", ""),
                      .destination = string_member_or(*details, "Destination", ""),
                      .attribute = string_member_or(*details, "AttributeName", "")};
}

// "Attributes did not conform to the schema: email: The attribute is required\nname: The attribute is
// required\n"
std::vector<std::string> attributes_asked_for(const Error& refusal) {
  constexpr std::string_view kRequired = ": The attribute is required";
  std::vector<std::string> names;
  if (refusal.code != "InvalidParameterException") return names;
  const std::string_view text = refusal.service_message;
  for (auto at = text.find(kRequired); at != std::string_view::npos; at = text.find(kRequired, at + 1)) {
    const auto before = text.find_last_of(" \n", at);
    const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
    if (start < at) names.emplace_back(text.substr(start, at - start));
  }
  return names;
}

AccountApi::AccountApi(aws::JsonClient& client, AppClient app, ClientMetadata metadata)
    : client_(client), app_(std::move(app)), metadata_(std::move(metadata)) {}

Json AccountApi::sign_up(std::string_view username, const std::optional<SecretString>& password,
                         const Attributes& attributes) {
  WipedJson body = request_for(username);
  if (password) body["Password"] = password->reveal();
  for (const auto& attribute : attributes) {
    body["UserAttributes"].push_back({{"Name", attribute.first}, {"Value", attribute.second}});
  }
  return call("SignUp", *body);
}

Json AccountApi::confirm_sign_up(std::string_view username, const SecretString& code, bool take_alias) {
  WipedJson body = request_for(username);
  body["ConfirmationCode"] = code.reveal();
  if (take_alias) body["ForceAliasCreation"] = true;
  return call("ConfirmSignUp", *body);
}

Json AccountApi::resend_confirmation_code(std::string_view username) {
  WipedJson body = request_for(username);
  return call("ResendConfirmationCode", *body);
}

Json AccountApi::forgot_password(std::string_view username) {
  WipedJson body = request_for(username);
  return call("ForgotPassword", *body);
}

void AccountApi::confirm_forgot_password(std::string_view username, const SecretString& code,
                                         const SecretString& password) {
  WipedJson body = request_for(username);
  body["ConfirmationCode"] = code.reveal();
  body["Password"] = password.reveal();
  call("ConfirmForgotPassword", *body);
}

WipedJson AccountApi::request_for(std::string_view username) const {
  WipedJson body;
  body["ClientId"] = app_.id;
  body["Username"] = username;
  if (!metadata_.empty()) body["ClientMetadata"] = metadata_;
  return body;
}

// Never repeated: each sends a message, uses up a code, or makes a user.
Json AccountApi::call(std::string_view operation, Json& body) {
  return with_either_secret(app_, [&] {
    if (app_.secret) {
      body["SecretHash"] = secret_hash(string_member_or(body, "Username", ""), app_.id, *app_.secret);
    }
    return client_.call(operation, body, aws::Signing::unsigned_request, aws::Repeat::never);
  });
}

}  // namespace cauth::cognito
