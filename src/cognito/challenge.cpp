#include "cognito/challenge.hpp"

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

constexpr int kWeirdServerReply = 8;  // CURLE_WEIRD_SERVER_REPLY

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

Error strange_answer(std::string_view what) {
  Error error(Category::transport, fmt::format("Cognito's answer cannot be understood: {}", what),
              "check the endpoint: is a Cognito user pool's API there?");
  error.detail = kWeirdServerReply;
  return error;
}

}  // namespace cauth::cognito
