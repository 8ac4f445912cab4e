#pragma once

#include "base/clock.hpp"
#include "base/secret.hpp"

#include <chrono>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace cauth {

/// A file descriptor that closes itself.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int number) : number_(number) {}
  FileDescriptor(FileDescriptor&& other) noexcept : number_(other.release()) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept;
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() { reset(); }

  int get() const { return number_; }
  bool open() const { return number_ >= 0; }
  int release() noexcept;
  void reset() noexcept;

 private:
  int number_ = -1;
};

/// The whole file. Error{usage} when it cannot be read or is larger than the limit.
std::string read_file(const std::filesystem::path& path, std::size_t limit_bytes);
/// The same, but nothing when there is no such file.
std::optional<std::string> read_file_if_there(const std::filesystem::path& path, std::size_t limit_bytes);
/// The same for a secret; the buffer wipes itself. `-` is not special here.
SecretString read_secret_file(const std::filesystem::path& path, std::size_t limit_bytes);
std::optional<SecretString> read_secret_file_if_there(const std::filesystem::path& path,
                                                      std::size_t limit_bytes);

/// Makes the folder and those above it, mode 0700 for each one made.
void make_private_folder(const std::filesystem::path& path);

enum class Durable { no, yes };

/// Puts the text into the file so that a reader sees the old or the new content whole: temporary file (mode
/// 0600) beside it, fsync where durable, rename. A symbolic link is followed, so that a linked config stays
/// linked.
void write_private_file(const std::filesystem::path& path, std::string_view text,
                        Durable durable = Durable::yes);

/// Adds the text to the end of a file that is there.
void append_to_file(const std::filesystem::path& path, std::string_view text);

/// True when the group or others may read or write the file.
bool readable_by_others(const std::filesystem::path& path);

void remove_file(const std::filesystem::path& path);

/// An advisory lock (flock) on a file of its own, which is never renamed or removed. Its holder's process id
/// stands in the file.
class FileLock {
 public:
  /// Waits until the lock is free. Error{temporary} naming `what` it guards ("the session") and the holder
  /// when it is not by `deadline`; Error{interrupted} on a signal.
  FileLock(std::string_view what, const std::filesystem::path& path, TimePoint deadline, Clock& clock);

 private:
  FileDescriptor file_;
};

}  // namespace cauth
