#include "cli/pending_logins.hpp"

#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/text.hpp"
#include "cli/kept_keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

namespace cauth::cli {
namespace {

using session::PendingLogin;

std::vector<PendingLogin> waiting(Context& context, const std::function<bool(const PendingLogin&)>& wanted) {
  auto logins = session::load_pending_logins(*open_pending_logins(context), context.clock().now());
  logins.erase(
      std::remove_if(logins.begin(), logins.end(), [&](const PendingLogin& login) { return !wanted(login); }),
      logins.end());
  return logins;
}

bool same_user(const PendingLogin& one, const PendingLogin& other) {
  return one.endpoint == other.endpoint && one.client_id == other.client_id &&
         (one.alias == other.alias || one.username == other.username);
}

std::string list_of(const std::vector<PendingLogin>& logins, TimePoint now) {
  std::vector<std::string> lines;
  lines.reserve(logins.size());
  for (const auto& login : logins) {
    const auto age = std::chrono::floor<std::chrono::seconds>(now - login.since);
    lines.push_back(fmt::format("{} ({}, {}, {} ago)", login.id, printable(login.alias),
                                printable(login.challenge.name),
                                format_duration(std::max(age, std::chrono::seconds(0)))));
  }
  return join(lines, ", ");
}

// A name that was typed, or stands in the environment: the profile's is only where one begins.
std::optional<std::string> typed_username(Context& context) {
  const auto name = context.settings().find("username");
  if (!name || name->layer == session::Layer::profile) return std::nullopt;
  return name->value;
}

}  // namespace

PendingLogin chosen_pending_login(Context& context, const std::optional<std::string>& id) {
  const std::string profile = context.settings().profile_name();
  const auto username = typed_username(context);
  auto logins = waiting(context, [&](const PendingLogin& login) {
    if (id) return login.id == *id;
    return login.profile == profile && (!username || login.is_of(*username));
  });
  if (logins.empty()) {
    throw Error(Category::action_needed,
                id ? fmt::format("no sign-in \"{}\" waits for an answer", printable(*id))
                   : fmt::format("no sign-in of profile \"{}\" waits for an answer", profile),
                "cauth login starts one");
  }
  const bool one_user = std::all_of(logins.begin(), logins.end(), [&](const PendingLogin& login) {
    return same_user(login, logins.front());
  });
  if (!one_user) {
    throw usage_error(
        fmt::format("several sign-ins wait for an answer: {}", list_of(logins, context.clock().now())),
        "name one: cauth respond --login ID");
  }
  return std::move(logins.front());
}

bool other_users_wait(Context& context, const PendingLogin& login) {
  return !waiting(context, [&](const PendingLogin& other) {
            return other.profile == login.profile && !same_user(login, other);
          }).empty();
}

void erase_pending_logins_of(Context& context, const session::Session& session) {
  const auto is_theirs = [&](const PendingLogin& login) {
    return login.profile == session.profile && login.endpoint == session.key.endpoint &&
           login.client_id == session.key.client_id &&
           (login.is_of(session.key.username) || (!session.alias.empty() && login.is_of(session.alias)));
  };
  const auto logins = waiting(context, is_theirs);
  for (const auto& login : logins) session::erase_pending_login(login, *open_pending_logins(context));
}

}  // namespace cauth::cli
