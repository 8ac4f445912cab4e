#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/command.hpp"
#include "cli/sessions.hpp"
#include "session/chosen.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace cauth::cli {
namespace {

using session::Session;

std::vector<std::string> names_of(const std::vector<Session>& sessions) {
  std::vector<std::string> names;
  for (const auto& session : sessions) {
    names.push_back(printable(session.alias.empty() ? session.key.username : session.alias));
  }
  return names;
}

struct SwitchSession : Command {
  std::optional<std::string> user;

  void declare(Args& args) override {
    args.describe(
        "Makes a session the one that this profile's commands use when nobody is named. Without a user: "
        "asks, or "
        "takes the other one where there are two.");
    args.positional(user, "USER", "name of the user, or what was typed at login");
    for (const char* name : {"scope", "user_pool_id", "client_id"}) args.setting(name);
    args.example("work as bob from now on", "cauth switch bob");
  }

  int run(Context& context) override {
    const auto store = open_store(context);
    const session::Listing listing = allowed_sessions(context, *store);
    for (const auto& problem : listing.unreadable) context.warn(problem.what_failed);
    const Session& session = pick(context, listing.sessions);
    const std::string& profile = context.settings().profile_name();
    session::save_chosen(profile, session.key, context.env());
    context.note(fmt::format("profile {} now uses the session of {}", printable(profile),
                             printable(session.key.username)));
    return 0;
  }

 private:
  const Session& pick(Context& context, const std::vector<Session>& sessions) const {
    if (sessions.empty()) {
      throw Error(Category::action_needed, "you are not signed in", "sign in with \"cauth login\"");
    }
    if (user) return named(*user, sessions);
    if (const Session* other = other_one(context, sessions)) return *other;
    const std::string names = join(names_of(sessions), ", ");
    if (!context.may_ask()) {
      throw usage_error("which session? there is: " + names, "name the user: cauth switch USER");
    }
    return named(context.terminal().ask(fmt::format("User ({}): ", names)), sessions);
  }

  // Of one or two sessions the one that is not in use.
  static const Session* other_one(Context& context, const std::vector<Session>& sessions) {
    if (sessions.size() == 1) return &sessions.front();
    const auto chosen = session::load_chosen(context.settings().profile_name(), context.env());
    if (sessions.size() != 2 || !chosen) return nullptr;
    if (sessions[0].key == *chosen) return &sessions[1];
    return sessions[1].key == *chosen ? &sessions[0] : nullptr;
  }

  static const Session& named(const std::string& name, const std::vector<Session>& sessions) {
    const auto is_meant = [&](const Session& session) {
      return session.key.username == name || session.alias == name;
    };
    const auto found = std::find_if(sessions.begin(), sessions.end(), is_meant);
    if (found == sessions.end()) {
      throw Error(Category::action_needed, fmt::format("\"{}\" is not signed in", printable(name)),
                  "there is: " + join(names_of(sessions), ", "));
    }
    if (std::count_if(sessions.begin(), sessions.end(), is_meant) > 1) {
      throw usage_error(fmt::format("\"{}\" has several sessions", printable(name)),
                        "say which with --scope, --client-id, --user-pool-id or --endpoint-url");
    }
    return *found;
  }
};

}  // namespace

CAUTH_COMMAND(switch_session, SwitchSession)

}  // namespace cauth::cli
