#include "serve/sandbox/codes.hpp"
#include "serve/sandbox/input.hpp"
#include "serve/sandbox/operations.hpp"
#include "serve/sandbox/refusal.hpp"
#include "serve/sandbox/tokens.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string>

// A user's attributes, changed and verified by the user.
namespace cauth::serve::sandbox {
namespace {

// https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-attributes.html, without sub
// and the two that only the service sets.
constexpr std::array<std::string_view, 17> kStandardAttributes = {
    "address",     "birthdate", "email",    "family_name",  "gender",  "given_name",         "locale",
    "middle_name", "name",      "nickname", "phone_number", "picture", "preferred_username", "profile",
    "updated_at",  "website",   "zoneinfo"};

void check_name(std::string_view name) {
  if (name == "sub" || name.ends_with("_verified")) {
    throw not_authorized("A client attempted to write unauthorized attribute");
  }
  const bool known =
      name.starts_with("custom:") ||
      std::find(kStandardAttributes.begin(), kStandardAttributes.end(), name) != kStandardAttributes.end();
  if (known) return;
  throw invalid_parameter(fmt::format(
      "Attributes did not conform to the schema: {}: Attribute does not exist in the schema.\n", name));
}

void check_can_be_verified(const std::string& attribute, const User& user) {
  if (attribute != "email" && attribute != "phone_number") {
    throw invalid_parameter("Invalid attribute name provided, only email and phone_number can be verified.");
  }
  if (!user.attributes.contains(attribute)) {
    throw invalid_parameter(fmt::format("User does not have {}.", attribute));
  }
}

}  // namespace

Json update_user_attributes(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  const TextMap given = attribute_list(input, "UserAttributes");
  for (const auto& attribute : given) check_name(attribute.first);
  Json sent = Json::array();
  for (const auto& attribute : given) {
    User& user = bearer.user;
    const bool same = user.attributes[attribute.first] == attribute.second;
    user.attributes[attribute.first] = attribute.second;
    if (same || !bearer.pool.verifies(attribute.first)) continue;
    user.attributes[attribute.first + "_verified"] = "false";
    sent.push_back(send_code(state, bearer.pool, user, attribute.first, attribute.first));
  }
  bearer.user.modified = state.now();
  return {{"CodeDeliveryDetailsList", std::move(sent)}};
}

Json delete_user_attributes(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  for (const auto& name : text_list(input, "UserAttributeNames")) {
    check_name(name);
    bearer.user.attributes.erase(name);
    bearer.user.attributes.erase(name + "_verified");
  }
  return Json::object();
}

Json get_user_attribute_verification_code(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  const std::string attribute = required_text(input, "AttributeName");
  check_can_be_verified(attribute, bearer.user);
  return {{"CodeDeliveryDetails", send_code(state, bearer.pool, bearer.user, attribute, attribute)}};
}

Json verify_user_attribute(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  const std::string attribute = required_text(input, "AttributeName");
  const std::string code = required_text(input, "Code");
  check_can_be_verified(attribute, bearer.user);
  take_code(bearer.user, attribute, code, state.now());
  mark_verified(bearer.pool, bearer.user, attribute, false);
  return Json::object();
}

Json delete_user(State& state, const Json& input) {
  const Bearer bearer = check_access_token(state, required_text(input, "AccessToken"));
  state.grants.revoke_all_of(bearer.pool, bearer.user);
  bearer.pool.users.erase(bearer.user.username);
  return Json::object();
}

}  // namespace cauth::serve::sandbox
