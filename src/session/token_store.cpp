#include "session/token_store.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace cauth::session {
namespace {

// A name that stands in a program's name, and leads to no other folder.
bool is_helper_name(std::string_view name) {
  constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.";
  return !name.empty() && name.find_first_not_of(kLetters) == std::string_view::npos;
}

}  // namespace

void sort_by_user(std::vector<Session>& sessions) {
  const auto order = [](const Session& session) {
    const SessionKey& key = session.key;
    return std::tie(key.username, key.client_id, key.user_pool_id, key.scopes, key.endpoint);
  };
  std::sort(sessions.begin(), sessions.end(),
            [&](const Session& left, const Session& right) { return order(left) < order(right); });
}

StoreChoice parse_store_choice(std::string_view text) {
  constexpr std::string_view kHelper = "helper:";
  if (text == "file") return {};
  if (text.starts_with(kHelper) && is_helper_name(text.substr(kHelper.size()))) {
    return {.helper = std::string(text.substr(kHelper.size()))};
  }
  throw usage_error(fmt::format("token_store must be file or helper:NAME, not \"{}\"", printable(text)),
                    "helper:pass keeps sessions with the program docker-credential-pass");
}

std::unique_ptr<TokenStore> open_store(const StoreChoice& choice, const Environ& env, Clock& clock,
                                       std::chrono::milliseconds lock_wait) {
  const auto folder = state_folder(env) / "sessions";
  if (choice.helper.empty()) return open_file_store({.folder = folder, .lock_wait = lock_wait}, clock);
  return open_helper_store({.name = choice.helper, .lock_folder = folder, .lock_wait = lock_wait}, env,
                           clock);
}

std::filesystem::path state_folder(const Environ& env) {
  if (const auto folder = env.state_dir()) return *folder;
  throw usage_error("there is no home folder to keep sessions in",
                    "set HOME, or CAUTH_STATE_DIR to a folder for them");
}

}  // namespace cauth::session
