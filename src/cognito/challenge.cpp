#include "cognito/challenge.hpp"

#include "base/curl_exit.hpp"

#include <fmt/format.h>

#include <array>

namespace cauth::cognito {

#define CAUTH_RESPONDER(challenge, function) std::optional<Answers> function(const Challenge&, Conversation&);
#include "cognito/responders/responders.def"
#undef CAUTH_RESPONDER

namespace {

struct Entry {
  std::string_view challenge_name;
  Responder responder;
};

constexpr std::array kResponders{
#define CAUTH_RESPONDER(challenge, function) Entry{#challenge, function},
#include "cognito/responders/responders.def"
#undef CAUTH_RESPONDER
};

}  // namespace

Challenge Challenge::clone() const {
  return {.name = name, .session = session.clone(), .parameters = parameters, .available = available};
}

const std::string* Challenge::parameter(std::string_view key) const {
  const auto found = parameters.find(key);
  return found == parameters.end() ? nullptr : &found->second;
}

Responder find_responder(std::string_view challenge_name) {
  for (const auto& entry : kResponders) {
    if (entry.challenge_name == challenge_name) return entry.responder;
  }
  return nullptr;
}

// Codes are asked for by the challenge's name with _CODE behind it.
std::string answer_key(std::string_view challenge_name) {
  struct Row {
    std::string_view challenge, key;
  };
  constexpr std::array kKeys{Row{"NEW_PASSWORD_REQUIRED", "NEW_PASSWORD"}, Row{"PASSWORD", "PASSWORD"},
                             Row{"PASSWORD_SRP", "PASSWORD"}, Row{"WEB_AUTHN", "CREDENTIAL"}};
  for (const auto& row : kKeys) {
    if (row.challenge == challenge_name) return std::string(row.key);
  }
  const bool is_code = challenge_name.ends_with("_MFA") || challenge_name.ends_with("_OTP");
  return is_code ? fmt::format("{}_CODE", challenge_name) : "ANSWER";
}

Error strange_answer(std::string_view what) {
  Error error(Category::transport, fmt::format("Cognito's answer cannot be understood: {}", what),
              "check the endpoint: is a Cognito user pool's API there?");
  error.detail = curl_exit::kWeirdReply;
  return error;
}

}  // namespace cauth::cognito
