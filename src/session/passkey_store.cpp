#include "session/passkey_store.hpp"

#include "base/bytes.hpp"
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
#include <system_error>
#include <tuple>
#include <utility>

namespace cauth::session {
namespace {

constexpr std::size_t kLargestPasskey = std::size_t{16} * 1024;
constexpr std::string_view kExtension = ".json";

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

// Nothing there: removed between looking at the folder and looking into the file.
std::optional<KeptPasskey> read_passkey(const std::filesystem::path& path) {
  const auto text = read_secret_file_if_there(path, kLargestPasskey);
  if (!text) return std::nullopt;
  ParsedJson parsed = parse_json(text->reveal());
  auto kept = parsed ? from_json(*parsed) : std::nullopt;
  if (parsed) wipe(*parsed);
  if (!kept) {
    throw usage_error(fmt::format("the passkey file \"{}\" cannot be understood", path.string()),
                      "remove the file, and register a new passkey with cauth passkey register");
  }
  return kept;
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

PasskeyStore::PasskeyStore(const Environ& env, Clock& clock)
    : folder_(state_folder(env) / "passkeys"), clock_(clock) {}

void PasskeyStore::add(const KeptPasskey& passkey) {
  make_private_folder(folder_);
  write_private_file(path_of(passkey), to_text(passkey).reveal());
}

std::vector<KeptPasskey> PasskeyStore::list() const {
  std::vector<KeptPasskey> all;
  std::error_code problem;
  for (auto at = std::filesystem::directory_iterator(folder_, problem);
       !problem && at != std::filesystem::directory_iterator(); at.increment(problem)) {
    if (at->path().extension() != kExtension) continue;
    if (auto kept = read_passkey(at->path())) all.push_back(*std::move(kept));
  }
  if (problem && problem != std::errc::no_such_file_or_directory) {
    throw usage_error(fmt::format("cannot look into \"{}\": {}", folder_.string(), problem.message()));
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
  const auto path = path_of(passkey);
  auto lock_path = path;
  const FileLock lock("the passkey", lock_path.replace_extension(".lock"), clock_.now() + kLockWait, clock_);
  // Another process may have counted on since.
  auto current = read_passkey(path);
  if (!current) throw usage_error(fmt::format("the passkey of \"{}\" was just removed", passkey.username));
  std::string answer = webauthn::sign_challenge(current->passkey, options);
  write_private_file(path, to_text(*current).reveal());
  return answer;
}

bool PasskeyStore::remove(std::string_view credential_id) {
  const auto kept = find(credential_id);
  if (!kept) return false;
  remove_file(path_of(*kept));
  return true;
}

std::filesystem::path PasskeyStore::path_of(const KeptPasskey& passkey) const {
  return folder_ /
         (file_name_for(passkey.username, {passkey.passkey.credential_id}) + std::string(kExtension));
}

}  // namespace cauth::session
