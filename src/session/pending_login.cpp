#include "session/pending_login.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

namespace cauth::session {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kIdOctets = 4;

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

// Nothing when it went away in between.
std::optional<PendingLogin> load(const SecretShelf& shelf, const std::string& id) {
  const auto text = shelf.read(id);
  if (!text) return std::nullopt;
  ParsedJson parsed = parse_json(text->reveal());
  if (!parsed || !(*parsed).is_object()) {
    throw usage_error(fmt::format("{} cannot be understood", shelf.place_of(id)),
                      fmt::format("{} and sign in again", shelf.way_to_remove(id)));
  }
  PendingLogin login = from_json(id, *parsed);
  wipe(*parsed);
  return login;
}

}  // namespace

std::string new_login_id(Random& random) {
  return hex_encode(random_octets(random, kIdOctets));
}

void save_pending_login(const PendingLogin& login, SecretShelf& shelf) {
  Json object = to_json(login);
  const SecretString text = secret_json_text(object);
  wipe(object);
  shelf.write(login.id, text);
}

std::vector<PendingLogin> load_pending_logins(SecretShelf& shelf, TimePoint now) {
  std::vector<PendingLogin> logins;
  const auto ids = shelf.names();
  for (const auto& id : ids) {
    auto login = load(shelf, id);
    if (!login) continue;
    if (now < login->since + kPendingLoginKept && !login->challenge.name.empty()) {
      logins.push_back(*std::move(login));
    } else {
      shelf.remove(id);
    }
  }
  std::sort(logins.begin(), logins.end(),
            [](const PendingLogin& one, const PendingLogin& other) { return one.since > other.since; });
  return logins;
}

void erase_pending_login(const PendingLogin& login, SecretShelf& shelf) {
  shelf.remove(login.id);
}

}  // namespace cauth::session
