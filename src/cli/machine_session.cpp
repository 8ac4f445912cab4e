#include "cli/machine_session.hpp"

#include "cli/service.hpp"
#include "cognito/pool.hpp"

namespace cauth::cli {
namespace {

using session::SessionKey;
using session::Settings;

constexpr std::string_view kFlow = "client-credentials";

std::optional<std::string> scopes_of(const Settings& settings, const std::optional<std::string>& of_origin) {
  const auto named = settings.find("scope");
  if (of_origin && (!named || named->layer == session::Layer::profile)) return of_origin;
  return named ? std::optional(named->value) : std::nullopt;
}

// Everything that a sign-in of the client takes, and nothing that one of a user does.
bool can_be_nobody_else(Context& context, const std::optional<std::string>& scopes) {
  const Settings& settings = context.settings();
  return !settings.get("username") && !settings.get("flow") && settings.get("client_id") &&
         settings.find_secret("client_secret") && scopes_of(settings, scopes);
}

}  // namespace

bool is_machine_profile(const Settings& settings) {
  return settings.get("flow") == kFlow;
}

SessionKey machine_key(Context& context, const std::optional<std::string>& scopes) {
  const Settings& settings = context.settings();
  const std::string client_id = cognito::check_client_id(settings.require("client_id"));
  return {.endpoint = endpoint_of_settings(settings),
          .user_pool_id = settings.get("user_pool_id").value_or(""),
          .client_id = client_id,
          .username = client_id,
          .scopes = session::normal_scopes(scopes_of(settings, scopes).value_or(""))};
}

std::optional<MachineChoice> machine_unasked(Context& context, const std::optional<SessionKey>& chosen,
                                             const std::optional<std::string>& scopes) {
  const Settings& settings = context.settings();
  if (chosen) {
    const bool is_own = chosen->is_machine() && settings.get("client_id") == chosen->client_id;
    return is_own ? std::optional(MachineChoice{.key = *chosen}) : std::nullopt;
  }
  if (!can_be_nobody_else(context, scopes)) return std::nullopt;
  return MachineChoice{.key = machine_key(context, scopes), .is_guess = true};
}

}  // namespace cauth::cli
