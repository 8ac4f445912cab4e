#include "cognito/start_sign_in.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "cognito/first_factor.hpp"

#include <fmt/format.h>

#include <array>
#include <cstddef>
#include <utility>

namespace cauth::cognito {
namespace {

Error no_password(const Conversation& conversation) {
  return {Category::action_needed, fmt::format("no password for \"{}\"", printable(conversation.username)),
          "give --password-stdin, --password-file FILE or CAUTH_PASSWORD"};
}

Answers factor_or_throw(Conversation& conversation, std::string_view factor) {
  auto parameters = first_factor_parameters(conversation, factor);
  if (!parameters) throw no_password(conversation);
  return *std::move(parameters);
}

Step start_with_srp(Conversation& conversation) {
  return initiate(conversation, "USER_SRP_AUTH", factor_or_throw(conversation, kPasswordSrp));
}

Step start_with_password(Conversation& conversation) {
  return initiate(conversation, "USER_PASSWORD_AUTH", factor_or_throw(conversation, kPassword));
}

Step start_as_admin(Conversation& conversation) {
  return initiate(conversation, "ADMIN_USER_PASSWORD_AUTH", factor_or_throw(conversation, kPassword));
}

Step start_custom(Conversation& conversation) {
  conversation.custom = true;
  return initiate(conversation, "CUSTOM_AUTH", {});
}

Step start_custom_with_srp(Conversation& conversation) {
  Answers parameters = factor_or_throw(conversation, kPasswordSrp);
  parameters.emplace("CHALLENGE_NAME", "SRP_A");
  conversation.custom = true;
  return initiate(conversation, "CUSTOM_AUTH", std::move(parameters));
}

Step choose(Conversation& conversation, const std::string& preferred) {
  Answers parameters;
  if (!preferred.empty()) {
    parameters = factor_or_throw(conversation, preferred);
    parameters.emplace("PREFERRED_CHALLENGE", preferred);
  }
  return initiate(conversation, "USER_AUTH", std::move(parameters));
}

Step start_by_choice(Conversation& conversation) {
  return choose(conversation, conversation.preferred_challenge);
}

// Who comes here has typed a password already: it is proved, not sent.
Step start_by_choice_with_srp(Conversation& conversation) {
  return choose(conversation, std::string(kPasswordSrp));
}

struct Attempt {
  std::string_view name;
  Step (*start)(Conversation&);
};
constexpr std::array<Attempt, 3> kAttempts{{{"SRP", start_with_srp},
                                            {"choice-based sign-in", start_by_choice_with_srp},
                                            {"the password flow", start_with_password}}};

Step start_automatically(Conversation& conversation) {
  if (conversation.pool_name.empty()) return start_with_password(conversation);
  for (std::size_t i = 0; i + 1 < kAttempts.size(); ++i) {
    try {
      return kAttempts[i].start(conversation);
    } catch (const Error& error) {
      // Nothing else lets a password go over the wire: a refused one least of all.
      if (!says_not_enabled(error)) throw;
      conversation.tell(fmt::format("{} is not enabled for this client: trying {}", kAttempts[i].name,
                                    kAttempts[i + 1].name));
    }
  }
  return kAttempts.back().start(conversation);
}

struct NamedFlow {
  std::string_view name;
  Flow flow;
  Step (*start)(Conversation&);
};
constexpr std::array<NamedFlow, 7> kFlows = {{{"auto", Flow::automatic, start_automatically},
                                              {"srp", Flow::srp, start_with_srp},
                                              {"password", Flow::password, start_with_password},
                                              {"admin", Flow::admin, start_as_admin},
                                              {"custom", Flow::custom, start_custom},
                                              {"custom-srp", Flow::custom_srp, start_custom_with_srp},
                                              {"user-auth", Flow::user_auth, start_by_choice}}};

}  // namespace

// "USER_SRP_AUTH is not enabled for the client."; an emulator that has no such flow says so in a type that
// ends like cognito-local's, or refuses the name.
bool says_not_enabled(const Error& error) {
  if (error.code.ends_with("Unsupported")) return true;
  const auto says = [&](std::string_view words) {
    return error.service_message.find(words) != std::string::npos;
  };
  return error.code == "InvalidParameterException" && (says("not enabled") || says("at 'authFlow' failed"));
}

std::optional<Flow> flow_named(std::string_view name) {
  for (const auto& row : kFlows) {
    if (row.name == name) return row.flow;
  }
  return std::nullopt;
}

std::vector<std::string> flow_names() {
  std::vector<std::string> names;
  names.reserve(kFlows.size());
  for (const auto& row : kFlows) names.emplace_back(row.name);
  return names;
}

Step start_sign_in(Conversation& conversation, Flow flow) {
  conversation.begin_again = [flow](Conversation& again) { return start_sign_in(again, flow); };
  for (const auto& row : kFlows) {
    if (row.flow == flow) return row.start(conversation);
  }
  throw Error(Category::internal, "a flow of no name");
}

}  // namespace cauth::cognito
