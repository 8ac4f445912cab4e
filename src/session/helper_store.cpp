#include "base/error.hpp"
#include "base/file.hpp"
#include "session/credential_helper.hpp"
#include "session/file_names.hpp"
#include "session/session_json.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

// How a helper writes is its own affair: one overwrites in place, another removes and adds. So that a reader
// and a crash at any moment find the old or the new session whole, a change is written beside the session
// first, then over it, and only then the copy goes.

namespace cauth::session {
namespace {

// A host that cannot be (RFC 2606), so that no other user of the helper takes it for a registry of its own.
constexpr std::string_view kSessions = "https://cauth.invalid/session/";
constexpr std::string_view kCopies = "https://cauth.invalid/session-copy/";
constexpr const char* kTrial = "https://cauth.invalid/trial";

class HelperStore : public TokenStore {
 public:
  HelperStore(HelperStoreOptions options, const Environ& env, Clock& clock)
      : options_(std::move(options)), helper_(options_.name, env), clock_(clock) {}

  std::optional<Session> load(const SessionKey& key) override {
    auto session = read_whole(file_name_of(key));
    if (session && session->key != key) throw broken(session_url(file_name_of(key)), "it is another user's");
    return session;
  }

  void update(const SessionKey& key,
              const std::function<std::optional<Session>(std::optional<Session>)>& change) override {
    const FileLock lock = lock_for(key);
    const auto changed = change(load(key));
    if (!changed) return;
    const std::string name = file_name_of(key);
    const SecretString text = session_to_text(*changed);
    helper_.store(copy_url(name), text);
    helper_.store(session_url(name), text);
    helper_.erase(copy_url(name));
  }

  void erase(const SessionKey& key, const std::function<void(const Session&)>& last) override {
    const FileLock lock = lock_for(key);
    const auto session = load(key);
    if (!session) return;
    if (last) last(*session);
    const std::string name = file_name_of(key);
    const auto urls = helper_.list();
    // The copy first: what a broken change left must not bring the session back.
    for (const auto& url : {copy_url(name), session_url(name)}) {
      if (std::find(urls.begin(), urls.end(), url) != urls.end()) helper_.erase(url);
    }
  }

  Listing list() override {
    std::set<std::string> names;
    for (const std::string_view url : helper_.list()) {
      for (const auto prefix : {kSessions, kCopies}) {
        if (url.starts_with(prefix)) names.emplace(url.substr(prefix.size()));
      }
    }
    Listing listing;
    for (const auto& name : names) add(name, listing);
    sort_by_user(listing.sessions);
    return listing;
  }

  std::string place() const override { return "helper:" + options_.name; }

  void check_writable() override {
    make_private_folder(options_.lock_folder);
    helper_.store(kTrial, SecretString("cauth was here"));
    helper_.erase(kTrial);
  }

 private:
  static std::string session_url(const std::string& name) { return std::string(kSessions) + name; }
  static std::string copy_url(const std::string& name) { return std::string(kCopies) + name; }

  // The copy counts only where the session itself is not whole; and that is looked at once more after it,
  // since a writer may have come to its end in between.
  std::optional<Session> read_whole(const std::string& name) const {
    std::optional<Error> problem;
    for (const auto& url : {session_url(name), copy_url(name), session_url(name)}) {
      try {
        if (auto session = read(url)) return session;
      } catch (const Error& error) {
        // Thrown below, where no place has the session whole.
        if (error.category != Category::usage) throw;
        if (!problem) problem = error;
      }
    }
    if (problem) throw Error(*problem);
    return std::nullopt;
  }

  std::optional<Session> read(const std::string& url) const {
    const auto text = helper_.get(url);
    if (!text) return std::nullopt;
    auto result = session_from_text(text->reveal());
    if (const auto* problem = std::get_if<std::string>(&result)) throw broken(url, *problem);
    return std::get<Session>(std::move(result));
  }

  Error broken(const std::string& url, std::string_view why) const {
    return usage_error(
        fmt::format("the session \"{}\" in \"{}\" cannot be understood: {}", url, helper_.program(), why),
        fmt::format("remove it (echo {} | {} erase) and sign in again", url, helper_.program()));
  }

  void add(const std::string& name, Listing& listing) const {
    try {
      // Nothing there: logged out in between.
      if (auto session = read_whole(name)) listing.sessions.push_back(*std::move(session));
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
  CredentialHelper helper_;
  Clock& clock_;
};

}  // namespace

std::unique_ptr<TokenStore> open_helper_store(HelperStoreOptions options, const Environ& env, Clock& clock) {
  return std::make_unique<HelperStore>(std::move(options), env, clock);
}

}  // namespace cauth::session
