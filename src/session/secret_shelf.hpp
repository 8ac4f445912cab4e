#pragma once

#include "base/clock.hpp"
#include "base/environ.hpp"
#include "base/file.hpp"
#include "base/secret.hpp"
#include "session/token_store.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cauth::session {

/// What is kept beside each other: sessions, stopped sign-ins, devices, passkeys.
struct ShelfKind {
  std::string_view singular;  ///< "device": in messages, and in a helper's addresses
  std::string_view folder;    ///< "devices", below the state folder: of the files, or of the locks alone
};
constexpr ShelfKind kSessionShelf{.singular = "session", .folder = "sessions"};
constexpr ShelfKind kDeviceShelf{.singular = "device", .folder = "devices"};
constexpr ShelfKind kPendingShelf{.singular = "stopped-sign-in", .folder = "pending"};
constexpr ShelfKind kPasskeyShelf{.singular = "passkey", .folder = "passkeys"};

/// Of the files of a shelf.
constexpr std::string_view kExtension = ".json";

/// Secret texts of one kind by name (see session/file_names), each a JSON object, kept where the setting
/// token_store says. A reader, and a crash at any moment, find the old or the new text whole.
class SecretShelf {
 public:
  virtual ~SecretShelf() = default;
  virtual std::vector<std::string> names() const = 0;
  /// Nothing: there is none of that name. Error{usage} when it cannot be read.
  virtual std::optional<SecretString> read(const std::string& name) const = 0;
  virtual void write(const std::string& name, const SecretString& text) = 0;
  /// Of one that is not there: nothing happens.
  virtual void remove(const std::string& name) = 0;
  /// That text as a person finds it, and how it is removed by hand.
  virtual std::string place_of(const std::string& name) const = 0;
  virtual std::string way_to_remove(const std::string& name) const = 0;
};

/// Files of mode 0600 in a folder of mode 0700, or, where a helper is chosen, that alone and no file,
/// whatever fails. Without a home folder there is nothing to read, and writing is Error{usage} naming
/// CAUTH_STATE_DIR.
std::unique_ptr<SecretShelf> open_shelf(const StoreChoice& choice, const ShelfKind& kind, const Environ& env);

/// The lock between processes that change one text, wherever it is kept.
FileLock lock_text(const ShelfKind& kind, const std::string& name, const std::filesystem::path& state,
                   Clock& clock, std::chrono::milliseconds wait = kLockWait);

}  // namespace cauth::session
