#include "session/session_json.hpp"

#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdint>
#include <optional>
#include <utility>

namespace cauth::session {
namespace {

using std::chrono::milliseconds;

constexpr std::int64_t kVersion = 1;

std::int64_t to_milliseconds(TimePoint when) {
  return std::chrono::duration_cast<milliseconds>(when.time_since_epoch()).count();
}

std::optional<TimePoint> time_member(const Json& object, std::string_view name) {
  const auto found = object.find(std::string(name));
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  const auto count = found->get<std::int64_t>();
  constexpr std::int64_t kLatest = 253'402'300'800'000;  // the year 10000
  if (count < 0 || count > kLatest) return std::nullopt;
  return TimePoint(milliseconds(count));
}

Json token_to_json(const jose::Token& token) {
  Json object = Json::object();
  object["token"] = std::string(token.text.reveal());
  object["expires_ms"] = to_milliseconds(token.expires);
  return object;
}

// False when the member is there, but is no token.
bool read_token(const Json& object, const std::string& name, std::optional<jose::Token>& token) {
  const auto found = object.find(name);
  if (found == object.end()) return true;
  const std::string* text = string_member(*found, "token");
  const auto expires = found->is_object() ? time_member(*found, "expires_ms") : std::nullopt;
  if (text == nullptr || !expires) return false;
  token = jose::Token{.text = SecretString(*text), .expires = *expires};
  return true;
}

std::string problem_of_version(const Json& object) {
  const auto version = object.find("version");
  if (version == object.end() || !version->is_number_integer()) return "it has no version";
  if (version->get<std::int64_t>() != kVersion) {
    return "its version is " + json_text(*version) + ", and this cauth knows " + std::to_string(kVersion);
  }
  return {};
}

}  // namespace

Json key_to_json(const SessionKey& key) {
  Json object = Json::object();
  object["endpoint"] = key.endpoint;
  object["user_pool_id"] = key.user_pool_id;
  object["client_id"] = key.client_id;
  object["username"] = key.username;
  if (!key.scopes.empty()) object["scopes"] = key.scopes;
  return object;
}

SessionKey key_from_json(const Json& object) {
  return {.endpoint = string_member_or(object, "endpoint", {}),
          .user_pool_id = string_member_or(object, "user_pool_id", {}),
          .client_id = string_member_or(object, "client_id", {}),
          .username = string_member_or(object, "username", {}),
          .scopes = string_member_or(object, "scopes", {})};
}

SecretString session_to_text(const Session& session) {
  WipedJson json;
  Json& object = *json;
  object["version"] = kVersion;
  object["key"] = key_to_json(session.key);
  object["alias"] = session.alias;
  object["profile"] = session.profile;
  object["region"] = session.region;
  if (!session.domain.empty()) object["domain"] = session.domain;
  if (!session.device_key.empty()) object["device_key"] = session.device_key;
  if (session.client_secret != 0) object["client_secret"] = session.client_secret;
  object["refused"] = session.refused;
  object["obtained_ms"] = to_milliseconds(session.tokens.obtained);
  if (session.tokens.id) object["id"] = token_to_json(*session.tokens.id);
  if (session.tokens.access) object["access"] = token_to_json(*session.tokens.access);
  if (session.replaced.id) object["replaced_id"] = token_to_json(*session.replaced.id);
  if (session.replaced.access) object["replaced_access"] = token_to_json(*session.replaced.access);
  if (session.tokens.refresh) object["refresh"] = std::string(session.tokens.refresh->reveal());
  return secret_json_text(object);
}

std::variant<Session, std::string> session_from_text(std::string_view text) {
  ParsedJson parsed = parse_json(text);
  if (!parsed) return parsed.problem;
  const WipedJson json(std::move(*parsed));
  const Json& object = *json;
  if (!object.is_object()) return "it is no object";
  if (auto problem = problem_of_version(object); !problem.empty()) return problem;

  Session session{.key = key_from_json(object.value("key", Json())),
                  .tokens = {},
                  .alias = string_member_or(object, "alias", {}),
                  .profile = string_member_or(object, "profile", {}),
                  .region = string_member_or(object, "region", {}),
                  .domain = string_member_or(object, "domain", {}),
                  .device_key = string_member_or(object, "device_key", {})};
  const auto secret = object.find("client_secret");
  if (secret != object.end() && (*secret == 1 || *secret == 2)) session.client_secret = secret->get<int>();
  const auto refused = object.find("refused");
  session.refused = refused != object.end() && refused->is_boolean() && refused->get<bool>();
  const auto obtained = time_member(object, "obtained_ms");
  if (session.key.username.empty() || session.key.client_id.empty() || !obtained) {
    return "it lacks a user, a client or a time";
  }
  session.tokens.obtained = *obtained;
  if (!read_token(object, "id", session.tokens.id) || !read_token(object, "access", session.tokens.access) ||
      !read_token(object, "replaced_id", session.replaced.id) ||
      !read_token(object, "replaced_access", session.replaced.access)) {
    return "a token in it has no text or no end";
  }
  if (const std::string* refresh = string_member(object, "refresh")) {
    session.tokens.refresh = SecretString(*refresh);
  }
  return session;
}

}  // namespace cauth::session
