#include "session/chosen.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "session/file_names.hpp"
#include "session/session_json.hpp"
#include "session/token_store.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <filesystem>
#include <string>

namespace cauth::session {
namespace {

constexpr std::size_t kLargestChoice = std::size_t{16} * 1024;

std::filesystem::path path_for(std::string_view profile, const std::filesystem::path& state) {
  return state / "profiles" / (file_name_for(profile, {std::string(profile)}) + ".json");
}

}  // namespace

std::optional<SessionKey> load_chosen(std::string_view profile, const Environ& env) {
  const auto state = env.state_dir();
  if (!state) return std::nullopt;
  try {
    const auto text = read_file_if_there(path_for(profile, *state), kLargestChoice);
    if (!text) return std::nullopt;
    const ParsedJson parsed = parse_json(*text);
    if (!parsed || !(*parsed).is_object() || string_member_or(*parsed, "profile", {}) != profile)
      return std::nullopt;
    SessionKey key = key_from_json((*parsed).value("session", Json()));
    if (key.username.empty()) return std::nullopt;
    return key;
  } catch (const Error&) {
    // Unreadable: the user is asked which session is meant, as if none had been chosen.
    return std::nullopt;
  }
}

void save_chosen(std::string_view profile, const SessionKey& key, const Environ& env) {
  const auto path = path_for(profile, state_folder(env));
  Json choice = Json::object();
  choice["profile"] = std::string(profile);
  choice["session"] = key_to_json(key);
  make_private_folder(path.parent_path());
  write_private_file(path, json_text(choice), Durable::no);
}

void forget_chosen(std::string_view profile, const Environ& env) {
  if (const auto state = env.state_dir()) remove_file(path_for(profile, *state));
}

}  // namespace cauth::session
