#include "session/pending_login.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/file.hpp"
#include "base/json.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

namespace cauth::session {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kLargestPendingLogin = std::size_t{256} * 1024;

constexpr std::size_t kIdOctets = 4;
constexpr std::string_view kFileEnd = ".json";

std::filesystem::path folder_in(const std::filesystem::path& state) {
  return state / "pending";
}

std::filesystem::path path_for(const PendingLogin& login, const std::filesystem::path& state) {
  return folder_in(state) / (login.id + std::string(kFileEnd));
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
  object["admin"] = login.admin;
  object["since"] = std::chrono::floor<milliseconds>(login.since.time_since_epoch()).count();
  return object;
}

PendingLogin from_json(std::string id, const Json& object) {
  PendingLogin login{.id = std::move(id),
                     .challenge = challenge_from_json(object.value("challenge", Json())),
                     .username = string_member_or(object, "username", {}),
                     .alias = string_member_or(object, "alias", {}),
                     .endpoint = string_member_or(object, "endpoint", {}),
                     .region = string_member_or(object, "region", {}),
                     .user_pool_id = string_member_or(object, "user_pool_id", {}),
                     .client_id = string_member_or(object, "client_id", {}),
                     .profile = string_member_or(object, "profile", {}),
                     .admin = object.value("admin", Json()) == Json(true),
                     .since = {}};
  if (const auto since = object.find("since"); since != object.end() && since->is_number_integer()) {
    constexpr std::int64_t kLatest = 253'402'300'800'000;  // the year 10000
    login.since = TimePoint(milliseconds(std::clamp<std::int64_t>(since->get<std::int64_t>(), 0, kLatest)));
  }
  return login;
}

std::vector<std::filesystem::path> files_in(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code problem;
  for (auto at = std::filesystem::directory_iterator(folder, problem);
       !problem && at != std::filesystem::directory_iterator(); at.increment(problem)) {
    if (at->path().extension() == kFileEnd) files.push_back(at->path());
  }
  return files;
}

// Nothing when it went away in between.
std::optional<PendingLogin> load(const std::filesystem::path& path) {
  const auto text = read_secret_file_if_there(path, kLargestPendingLogin);
  if (!text) return std::nullopt;
  ParsedJson parsed = parse_json(text->reveal());
  if (!parsed || !(*parsed).is_object()) {
    throw usage_error(
        fmt::format("the file \"{}\" of a login that stopped cannot be understood", path.string()),
        "remove the file and sign in again");
  }
  PendingLogin login = from_json(path.stem().string(), *parsed);
  wipe(*parsed);
  return login;
}

}  // namespace

std::string new_login_id(Random& random) {
  return hex_encode(random_octets(random, kIdOctets));
}

void save_pending_login(const PendingLogin& login, const Environ& env) {
  const auto path = path_for(login, state_folder(env));
  Json object = to_json(login);
  const SecretString text = secret_json_text(object);
  wipe(object);
  make_private_folder(path.parent_path());
  write_private_file(path, text.reveal());
}

std::vector<PendingLogin> load_pending_logins(const Environ& env, TimePoint now) {
  std::vector<PendingLogin> logins;
  const auto state = env.state_dir();
  if (!state) return logins;
  for (const auto& path : files_in(folder_in(*state))) {
    auto login = load(path);
    if (!login) continue;
    if (now < login->since + kPendingLoginKept && !login->challenge.name.empty()) {
      logins.push_back(*std::move(login));
    } else {
      remove_file(path);
    }
  }
  std::sort(logins.begin(), logins.end(),
            [](const PendingLogin& one, const PendingLogin& other) { return one.since > other.since; });
  return logins;
}

void erase_pending_login(const PendingLogin& login, const Environ& env) {
  if (const auto state = env.state_dir()) remove_file(path_for(login, *state));
}

}  // namespace cauth::session
