#include "session/passkey_store.hpp"

#include "base/bytes.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "session/file_names.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <utility>

namespace cauth::session {
namespace {

std::string name_of(const KeptPasskey& passkey) {
  return file_name_for(passkey.username, {passkey.passkey.credential_id});
}

SecretString to_text(const KeptPasskey& kept) {
  WipedJson object;
  object["credential_id"] = base64url_encode(kept.passkey.credential_id);
  object["rp_id"] = kept.passkey.rp_id;
  object["user_handle"] = base64url_encode(kept.passkey.user_handle);
  object["private_key"] = kept.passkey.private_key.reveal();
  object["sign_count"] = kept.passkey.sign_count;
  object["endpoint"] = kept.endpoint;
  object["user_pool_id"] = kept.user_pool_id;
  object["username"] = kept.username;
  object["created"] = unix_seconds(kept.created).count();
  return secret_json_text(*object);
}

template <class Number>
std::optional<Number> number_member(const Json& object, std::string_view name) {
  const auto found = object.find(name);
  if (found == object.end() || !found->is_number_integer()) return std::nullopt;
  const auto number = found->get<std::int64_t>();
  if (number < 0 || !std::in_range<Number>(number)) return std::nullopt;
  return static_cast<Number>(number);
}

std::optional<KeptPasskey> from_json(const Json& object) {
  if (!object.is_object()) return std::nullopt;
  const auto id = base64url_decode(string_member_or(object, "credential_id", ""));
  const auto handle = base64url_decode(string_member_or(object, "user_handle", ""));
  const auto count = number_member<std::uint32_t>(object, "sign_count");
  const auto created = number_member<std::int64_t>(object, "created");
  const std::string* key = string_member(object, "private_key");
  if (!id || id->empty() || !handle || !count || !created || key == nullptr) return std::nullopt;
  return KeptPasskey{.passkey = {.credential_id = *id,
                                 .rp_id = string_member_or(object, "rp_id", ""),
                                 .user_handle = *handle,
                                 .private_key = SecretString(*key),
                                 .sign_count = *count},
                     .endpoint = string_member_or(object, "endpoint", ""),
                     .user_pool_id = string_member_or(object, "user_pool_id", ""),
                     .username = string_member_or(object, "username", ""),
                     .created = from_unix_seconds(std::chrono::seconds(*created))};
}

}  // namespace

KeptPasskey KeptPasskey::clone() const {
  return {.passkey = {.credential_id = passkey.credential_id,
                      .rp_id = passkey.rp_id,
                      .user_handle = passkey.user_handle,
                      .private_key = passkey.private_key.clone(),
                      .sign_count = passkey.sign_count},
          .endpoint = endpoint,
          .user_pool_id = user_pool_id,
          .username = username,
          .created = created};
}

PasskeyStore::PasskeyStore(const Environ& env, Clock& clock, const StoreChoice& choice)
    : state_(state_folder(env)), clock_(clock), shelf_(open_shelf(choice, kPasskeyShelf, env)) {}

void PasskeyStore::add(const KeptPasskey& passkey) {
  shelf_->write(name_of(passkey), to_text(passkey));
}

std::vector<KeptPasskey> PasskeyStore::list() const {
  std::vector<KeptPasskey> all;
  const auto names = shelf_->names();
  for (const auto& name : names) {
    if (auto kept = read(name)) all.push_back(*std::move(kept));
  }
  std::sort(all.begin(), all.end(), [](const KeptPasskey& left, const KeptPasskey& right) {
    return std::tie(left.created, left.passkey.credential_id) <
           std::tie(right.created, right.passkey.credential_id);
  });
  return all;
}

std::optional<KeptPasskey> PasskeyStore::find(std::string_view credential_id) const {
  for (auto& kept : list()) {
    if (kept.passkey.credential_id == credential_id) return std::move(kept);
  }
  return std::nullopt;
}

std::string PasskeyStore::sign(const KeptPasskey& passkey, const webauthn::RequestOptions& options) {
  const std::string name = name_of(passkey);
  const FileLock lock = lock_text(kPasskeyShelf, name, state_, clock_);
  // Another process may have counted on since.
  auto current = read(name);
  if (!current) throw usage_error(fmt::format("the passkey of \"{}\" was just removed", passkey.username));
  std::string answer = webauthn::sign_challenge(current->passkey, options);
  shelf_->write(name, to_text(*current));
  return answer;
}

bool PasskeyStore::remove(std::string_view credential_id) {
  const auto kept = find(credential_id);
  if (!kept) return false;
  shelf_->remove(name_of(*kept));
  return true;
}

// Nothing there: removed since its name was listed.
std::optional<KeptPasskey> PasskeyStore::read(const std::string& name) const {
  const auto text = shelf_->read(name);
  if (!text) return std::nullopt;
  ParsedJson parsed = parse_json(text->reveal());
  auto kept = parsed ? from_json(*parsed) : std::nullopt;
  if (parsed) wipe(*parsed);
  if (!kept) {
    throw usage_error(fmt::format("{} cannot be understood", shelf_->place_of(name)),
                      fmt::format("{}, and register a new passkey with cauth passkey register",
                                  shelf_->way_to_remove(name)));
  }
  return kept;
}

}  // namespace cauth::session
