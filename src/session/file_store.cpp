#include "base/error.hpp"
#include "base/file.hpp"
#include "session/file_names.hpp"
#include "session/secret_shelf.hpp"
#include "session/session_json.hpp"
#include "session/token_store.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>
#include <utility>
#include <variant>

namespace cauth::session {
namespace {

// Three tokens of 64 KB at most, and room.
constexpr std::size_t kLargestSession = std::size_t{512} * 1024;

std::optional<Session> read_session(const std::filesystem::path& path) {
  const auto text = read_secret_file_if_there(path, kLargestSession);
  if (!text) return std::nullopt;
  auto result = session_from_text(text->reveal());
  if (const auto* problem = std::get_if<std::string>(&result)) {
    throw usage_error(
        fmt::format("the session file \"{}\" cannot be understood: {}", path.string(), *problem),
        "remove the file and sign in again");
  }
  return std::get<Session>(std::move(result));
}

class FileStore : public TokenStore {
 public:
  FileStore(FileStoreOptions options, Clock& clock) : options_(std::move(options)), clock_(clock) {}

  std::optional<Session> load(const SessionKey& key) override {
    auto session = read_session(path_of(key, kExtension));
    if (session && session->key != key) {
      throw usage_error(
          fmt::format("the session file \"{}\" is another user's", path_of(key, kExtension).string()),
          "remove the file and sign in again");
    }
    return session;
  }

  void update(const SessionKey& key,
              const std::function<std::optional<Session>(std::optional<Session>)>& change) override {
    const FileLock lock = lock_for(key);
    const auto changed = change(load(key));
    if (!changed) return;
    sweep(key);
    write_private_file(path_of(key, kExtension), session_to_text(*changed).reveal());
  }

  void erase(const SessionKey& key, const std::function<void(const Session&)>& last) override {
    const FileLock lock = lock_for(key);
    const auto session = load(key);
    if (!session) return;
    if (last) last(*session);
    sweep(key);
    remove_file(path_of(key, kExtension));
  }

  Listing list() override {
    Listing listing;
    std::error_code problem;
    for (auto at = std::filesystem::directory_iterator(options_.folder, problem);
         !problem && at != std::filesystem::directory_iterator(); at.increment(problem)) {
      if (at->path().extension() == kExtension) add(at->path(), listing);
    }
    if (problem && problem != std::errc::no_such_file_or_directory) {
      throw usage_error(fmt::format("cannot look into \"{}\": {}", place(), problem.message()));
    }
    sort_by_user(listing.sessions);
    std::sort(listing.unreadable.begin(), listing.unreadable.end(),
              [](const Error& left, const Error& right) { return left.what_failed < right.what_failed; });
    return listing;
  }

  std::string place() const override { return options_.folder.string(); }

  void check_writable() override {
    make_private_folder(options_.folder);
    const auto trial = options_.folder / ".writable";
    write_private_file(trial, "cauth was here\n", Durable::no);
    remove_file(trial);
  }

 private:
  static void add(const std::filesystem::path& path, Listing& listing) {
    try {
      // Nothing there: logged out between looking at the folder and looking into the file.
      if (auto session = read_session(path)) listing.sessions.push_back(*std::move(session));
    } catch (const Error& error) {
      // One file that is broken must not hide the others.
      listing.unreadable.push_back(error);
    }
  }

  // Under the lock nobody writes: a temporary file of the session's is one that a killed writer left, and
  // there are tokens in it.
  void sweep(const SessionKey& key) const {
    const std::string begin = path_of(key, kExtension).filename().string() + '.';
    std::error_code problem;
    for (auto at = std::filesystem::directory_iterator(options_.folder, problem);
         !problem && at != std::filesystem::directory_iterator(); at.increment(problem)) {
      if (at->path().filename().string().starts_with(begin)) remove_file(at->path());
    }
  }

  FileLock lock_for(const SessionKey& key) {
    make_private_folder(options_.folder);
    return {"the session", path_of(key, ".lock"), clock_.now() + options_.lock_wait, clock_};
  }

  std::filesystem::path path_of(const SessionKey& key, std::string_view extension) const {
    return options_.folder / (file_name_of(key) + std::string(extension));
  }

  FileStoreOptions options_;
  Clock& clock_;
};

}  // namespace

std::unique_ptr<TokenStore> open_file_store(FileStoreOptions options, Clock& clock) {
  return std::make_unique<FileStore>(std::move(options), clock);
}

}  // namespace cauth::session
