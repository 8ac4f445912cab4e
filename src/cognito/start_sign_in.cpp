#include "cognito/start_sign_in.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace cauth::cognito {
namespace {

struct NamedFlow {
  std::string_view name;
  Flow flow;
};
constexpr std::array<NamedFlow, 4> kFlows = {
    {{"auto", Flow::automatic}, {"srp", Flow::srp}, {"password", Flow::password}, {"custom", Flow::custom}}};

Error no_password(const Conversation& conversation) {
  return {Category::action_needed, fmt::format("no password for \"{}\"", printable(conversation.username)),
          "give --password-stdin, --password-file FILE or CAUTH_PASSWORD"};
}

Step start_with_srp(Conversation& conversation) {
  const auto srp_a = begin_srp(conversation);
  if (!srp_a) throw no_password(conversation);
  Answers parameters;
  parameters.emplace("SRP_A", *srp_a);
  return initiate(conversation, "USER_SRP_AUTH", std::move(parameters));
}

Step start_with_password(Conversation& conversation) {
  const SecretString* password = ask_password(conversation);
  if (password == nullptr) throw no_password(conversation);
  Answers parameters;
  parameters.emplace("PASSWORD", password->clone());
  return initiate(conversation, "USER_PASSWORD_AUTH", std::move(parameters));
}

// "USER_SRP_AUTH is not enabled for the client.", or an emulator that has no SRP (cognito-local's name for
// that ends so).
bool says_not_enabled(const Error& error) {
  if (error.code.ends_with("Unsupported")) return true;
  return error.code == "InvalidParameterException" &&
         error.service_message.find("not enabled") != std::string::npos;
}

Step start_automatically(Conversation& conversation) {
  if (conversation.pool_name.empty()) return start_with_password(conversation);
  try {
    return start_with_srp(conversation);
  } catch (const Error& error) {
    // Nothing else lets a password go over the wire: a refused one least of all.
    if (!says_not_enabled(error)) throw;
    conversation.tell("SRP is not enabled for this client: signing in with the password flow");
  }
  return start_with_password(conversation);
}

}  // namespace

std::optional<Flow> flow_named(std::string_view name) {
  for (const auto& row : kFlows) {
    if (row.name == name) return row.flow;
  }
  return std::nullopt;
}

Step start_sign_in(Conversation& conversation, Flow flow) {
  conversation.begin_again = [flow](Conversation& again) { return start_sign_in(again, flow); };
  switch (flow) {
    case Flow::srp: return start_with_srp(conversation);
    case Flow::password: return start_with_password(conversation);
    case Flow::custom: return initiate(conversation, "CUSTOM_AUTH", {});
    case Flow::automatic: break;
  }
  return start_automatically(conversation);
}

}  // namespace cauth::cognito
