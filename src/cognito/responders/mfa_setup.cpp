#include "base/json.hpp"
#include "base/text.hpp"
#include "cognito/conversation.hpp"
#include "cognito/enrol_totp.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace cauth::cognito {
namespace {

constexpr std::string_view kSoftwareToken = "SOFTWARE_TOKEN_MFA";
constexpr std::string_view kEmail = "EMAIL_OTP";

// MFAS_CAN_SETUP is a JSON array inside a string; of what it names, the kinds that a sign-in can set up.
std::vector<std::string> kinds_of(const Challenge& challenge) {
  const std::string* text = challenge.parameter("MFAS_CAN_SETUP");
  const ParsedJson parsed = parse_json(text == nullptr ? "" : *text);
  if (!parsed || !(*parsed).is_array()) throw strange_answer("MFA_SETUP does not say what can be set up");
  std::vector<std::string> kinds;
  for (const auto& item : *parsed) {
    const auto* name = item.get_ptr<const Json::string_t*>();
    if (name != nullptr && (*name == kSoftwareToken || *name == kEmail)) kinds.push_back(*name);
  }
  return kinds;
}

// Nothing: nobody is there to choose, or there is nothing that could be set up here.
std::optional<std::string> choose_kind(const Challenge& challenge, Conversation& conversation) {
  const auto kinds = kinds_of(challenge);
  if (kinds.size() < 2) return kinds.empty() ? std::nullopt : std::optional(kinds.front());
  const auto chosen = conversation.inputs.get(
      {.key = "MFA_SETUP", .prompt = fmt::format("Second factor to set up ({})", join(kinds, ", "))});
  if (!chosen) return std::nullopt;
  const std::string kind(trim(chosen->reveal()));
  if (std::find(kinds.begin(), kinds.end(), kind) == kinds.end()) {
    throw usage_error(fmt::format("\"{}\" is none of {}", printable(kind), join(kinds, ", ")));
  }
  return kind;
}

std::optional<Answers> set_up_email(Conversation& conversation) {
  auto address = conversation.inputs.get({.key = "EMAIL", .prompt = "E-mail address for codes"});
  if (!address) return std::nullopt;
  Answers answers;
  answers.emplace("EMAIL", std::move(*address));
  return answers;
}

// Each step gives the session a new name; the one of before is used up.
std::optional<Answers> set_up_software_token(const Challenge& challenge, Conversation& conversation) {
  if (!conversation.authenticators.can_enrol()) return std::nullopt;
  TotpSecret given = conversation.api.associate_software_token(challenge.session);
  conversation.session = std::move(given.session);
  const TotpEnrolment enrolment{
      .secret = std::move(given.secret),
      .issuer = conversation.pool_name.empty() ? "Cognito" : "Cognito " + conversation.pool_name,
      .username = conversation.username};
  const bool done = enrol_totp(enrolment,
                               {.inputs = conversation.inputs,
                                .authenticators = conversation.authenticators,
                                .clock = conversation.clock,
                                .tell = conversation.tell},
                               [&](const SecretString& code) {
                                 conversation.session =
                                     conversation.api.verify_software_token(*conversation.session, code);
                               });
  if (!done) return std::nullopt;
  return Answers{};
}

}  // namespace

std::optional<Answers> mfa_setup(const Challenge& challenge, Conversation& conversation) {
  const auto kind = choose_kind(challenge, conversation);
  if (!kind) return std::nullopt;
  return *kind == kEmail ? set_up_email(conversation) : set_up_software_token(challenge, conversation);
}

}  // namespace cauth::cognito
