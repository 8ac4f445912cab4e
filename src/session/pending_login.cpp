#include "session/pending_login.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "session/file_names.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <utility>

namespace cauth::session {
namespace {

using std::chrono::seconds;

constexpr std::size_t kLargestPendingLogin = std::size_t{256} * 1024;

std::filesystem::path path_for(const std::string& profile, const std::filesystem::path& state) {
  return state / "pending" / (file_name_for(profile, {profile}) + ".json");
}

Json challenge_to_json(const cognito::Challenge& challenge) {
  Json object = Json::object();
  object["name"] = challenge.name;
  object["session"] = std::string(challenge.session.reveal());
  object["parameters"] = Json::object();
  for (const auto& [name, value] : challenge.parameters) object["parameters"][name] = value;
  object["available"] = challenge.available;
  return object;
}

cognito::Challenge challenge_from_json(const Json& object) {
  cognito::Challenge challenge{.name = string_member_or(object, "name", {}),
                               .session = SecretString::take(string_member_or(object, "session", {})),
                               .parameters = {},
                               .available = {}};
  if (!object.is_object()) return challenge;
  const Json parameters = object.value("parameters", Json::object());
  for (const auto& [name, value] : parameters.items()) {
    if (value.is_string()) challenge.parameters.emplace(name, value.get<std::string>());
  }
  const Json available = object.value("available", Json::array());
  for (const auto& name : available) {
    if (name.is_string()) challenge.available.push_back(name.get<std::string>());
  }
  return challenge;
}

Json to_json(const PendingLogin& login) {
  Json object = Json::object();
  object["challenge"] = challenge_to_json(login.challenge);
  object["username"] = login.username;
  object["alias"] = login.alias;
  object["endpoint"] = login.endpoint;
  object["region"] = login.region;
  object["user_pool_id"] = login.user_pool_id;
  object["client_id"] = login.client_id;
  object["profile"] = login.profile;
  object["since"] = unix_seconds(login.since).count();
  return object;
}

PendingLogin from_json(const Json& object) {
  PendingLogin login{.challenge = challenge_from_json(object.value("challenge", Json())),
                     .username = string_member_or(object, "username", {}),
                     .alias = string_member_or(object, "alias", {}),
                     .endpoint = string_member_or(object, "endpoint", {}),
                     .region = string_member_or(object, "region", {}),
                     .user_pool_id = string_member_or(object, "user_pool_id", {}),
                     .client_id = string_member_or(object, "client_id", {}),
                     .profile = string_member_or(object, "profile", {}),
                     .since = {}};
  if (const auto since = object.find("since"); since != object.end() && since->is_number_integer()) {
    constexpr std::int64_t kLatest = 253'402'300'800;  // the year 10000
    login.since =
        from_unix_seconds(seconds(std::clamp<std::int64_t>(since->get<std::int64_t>(), 0, kLatest)));
  }
  return login;
}

}  // namespace

void save_pending_login(const PendingLogin& login, const Environ& env) {
  const auto path = path_for(login.profile, state_folder(env));
  Json object = to_json(login);
  const SecretString text = secret_json_text(object);
  wipe(object);
  make_private_folder(path.parent_path());
  write_private_file(path, text.reveal());
}

std::optional<PendingLogin> load_pending_login(const std::string& profile, const Environ& env,
                                               TimePoint now) {
  const auto path = path_for(profile, state_folder(env));
  const auto text = read_secret_file_if_there(path, kLargestPendingLogin);
  if (!text) return std::nullopt;
  ParsedJson parsed = parse_json(text->reveal());
  if (!parsed || !(*parsed).is_object()) {
    throw usage_error(
        fmt::format("the file \"{}\" of the login that stopped cannot be understood", path.string()),
        "remove the file and sign in again");
  }
  PendingLogin login = from_json(*parsed);
  wipe(*parsed);
  const bool current = login.profile == profile && now < login.since + kPendingLoginKept;
  if (!current || login.challenge.name.empty()) return std::nullopt;
  return login;
}

void erase_pending_login(const std::string& profile, const Environ& env) {
  if (const auto state = env.state_dir()) remove_file(path_for(profile, *state));
}

}  // namespace cauth::session
