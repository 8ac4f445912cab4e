#pragma once

#include "base/file.hpp"
#include "base/streams.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace cauth {

// Files that the user named and that others may read, for bodies of any length. What cannot be written is
// Error{transport, 23} (curl's "write error"), what cannot be read Error{transport, 26} (its "read error").

enum class Opening {
  anew,   ///< made, or cut to nothing; mode 0666 less the umask
  fresh,  ///< made, and nothing when there is one; mode 0644 less the umask
  append  ///< made where there is none, and written at its end
};
/// Nothing for Opening::fresh where something of that name is there already.
std::optional<FileDescriptor> open_to_write(const std::filesystem::path& path, Opening opening);

/// Cuts a file to its first bytes; the next write goes there.
void cut_file(const FileDescriptor& file, std::uint64_t size_bytes);

/// How long the file is; nothing when there is none.
std::optional<std::uint64_t> size_of_file(const std::filesystem::path& path);

/// A file that can be read again and whose size is known: no pipe, no folder.
bool is_regular_file(const std::filesystem::path& path);

/// When the file was written last, in seconds since 1970; nothing when there is none.
std::optional<std::int64_t> time_of_file(const std::filesystem::path& path);
/// Sets when the file was written last, in seconds since 1970. False when that cannot be set.
bool set_time_of_file(const std::filesystem::path& path, std::int64_t unix_seconds);

/// Notes something about the file in an extended attribute, such as "user.mime_type". False when the file
/// system keeps none.
bool note_on_file(const std::filesystem::path& path, const std::string& attribute, std::string_view value);

/// Makes the folders that the file's name leads through, mode 0750, as curl does.
void make_folders_for(const std::filesystem::path& file);

/// A file to be read from its begin to its end, as often as is wanted.
class FileSource : public Source {
 public:
  explicit FileSource(const std::filesystem::path& path);
  std::size_t read(std::span<char> memory) override;
  /// False: it is a pipe or the like.
  bool rewind();
  /// Nothing for what is no regular file.
  std::optional<std::uint64_t> size() const { return size_; }

 private:
  FileDescriptor file_;
  std::optional<std::uint64_t> size_;
};

/// From now on what is written to standard error goes to the file; "-" is standard output.
void redirect_standard_error(const std::filesystem::path& path);

}  // namespace cauth
