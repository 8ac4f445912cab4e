#include "base/error.hpp"
#include "base/file.hpp"
#include "session/file_names.hpp"
#include "session/helper_shelf.hpp"
#include "session/session_json.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace cauth::session {
namespace {

class HelperStore : public TokenStore {
 public:
  HelperStore(HelperStoreOptions options, const Environ& env, Clock& clock)
      : options_(std::move(options)), shelf_(kSessionShelf, options_.name, env), clock_(clock) {}

  std::optional<Session> load(const SessionKey& key) override {
    auto session = read(file_name_of(key));
    if (session && session->key != key) throw broken(file_name_of(key), "it is another user's");
    return session;
  }

  void update(const SessionKey& key,
              const std::function<std::optional<Session>(std::optional<Session>)>& change) override {
    const FileLock lock = lock_for(key);
    const auto changed = change(load(key));
    if (changed) shelf_.write(file_name_of(key), session_to_text(*changed));
  }

  void erase(const SessionKey& key, const std::function<void(const Session&)>& last) override {
    const FileLock lock = lock_for(key);
    const auto session = load(key);
    if (!session) return;
    if (last) last(*session);
    shelf_.remove(file_name_of(key));
  }

  Listing list() override {
    Listing listing;
    const auto names = shelf_.names();
    for (const auto& name : names) add(name, listing);
    sort_by_user(listing.sessions);
    return listing;
  }

  std::string place() const override { return "helper:" + options_.name; }

  void check_writable() override {
    make_private_folder(options_.lock_folder);
    shelf_.check_writable();
  }

 private:
  std::optional<Session> read(const std::string& name) const {
    const auto text = shelf_.read(name);
    if (!text) return std::nullopt;
    auto result = session_from_text(text->reveal());
    if (const auto* problem = std::get_if<std::string>(&result)) throw broken(name, *problem);
    return std::get<Session>(std::move(result));
  }

  Error broken(const std::string& name, std::string_view why) const {
    return usage_error(fmt::format("{} cannot be understood: {}", shelf_.place_of(name), why),
                       fmt::format("{} and sign in again", shelf_.way_to_remove(name)));
  }

  void add(const std::string& name, Listing& listing) const {
    try {
      // Nothing there: logged out in between.
      if (auto session = read(name)) listing.sessions.push_back(*std::move(session));
    } catch (const Error& error) {
      // One that is broken must not hide the others.
      if (error.category != Category::usage) throw;
      listing.unreadable.push_back(error);
    }
  }

  FileLock lock_for(const SessionKey& key) {
    make_private_folder(options_.lock_folder);
    return {"the session", options_.lock_folder / (file_name_of(key) + ".lock"),
            clock_.now() + options_.lock_wait, clock_};
  }

  HelperStoreOptions options_;
  HelperShelf shelf_;
  Clock& clock_;
};

}  // namespace

std::unique_ptr<TokenStore> open_helper_store(HelperStoreOptions options, const Environ& env, Clock& clock) {
  return std::make_unique<HelperStore>(std::move(options), env, clock);
}

}  // namespace cauth::session
