#include "cli/other_profile.hpp"

#include "base/text.hpp"
#include "session/setting_rows.hpp"

#include <utility>

namespace cauth::cli {
namespace {

// Whose session it is, and what proves it.
Environ without_session(Environ env) {
  for (const auto* name : {"user_pool_id", "client_id", "client_secret", "username", "scope", "password"}) {
    const auto* row = session::find_setting_row(name);
    env.unset(row->variable);
    for (const auto other : split_words(row->other_variables)) env.unset(other);
  }
  for (const auto* variable : {"CAUTH_TOKEN", "CAUTH_ID_TOKEN", "CAUTH_ACCESS_TOKEN"}) env.unset(variable);
  return env;
}

Globals for_profile(const Globals& globals, std::string name) {
  Globals result = globals;
  result.settings.clear();
  for (const auto* kept : {"config_file", "endpoint_url", "region", "ca_bundle"}) {
    if (const auto found = globals.settings.find(kept); found != globals.settings.end())
      result.settings.insert(*found);
  }
  result.settings["profile"] = std::move(name);
  return result;
}

}  // namespace

OtherProfile::OtherProfile(Context& context, std::string name)
    : env_(without_session(context.env())),
      world_{.io = context.io(),
             .terminal = context.terminal(),
             .clock = context.clock(),
             .random = context.random(),
             .env = env_,
             .http = context.http_when_needed()},
      globals_(for_profile(context.globals(), std::move(name))),
      context_(world_, globals_) {}

}  // namespace cauth::cli
