#pragma once

#include "base/clock.hpp"
#include "base/file.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace cauth {

/// A file that processes side by side change one after another, each putting a new content in the old one's
/// place. Readers see one or the other whole, also when a writer is killed. The lock is on the file itself,
/// so that nothing is left beside it.
class SharedFile {
 public:
  /// Waits for its turn. The file is made where there is none, empty, with mode 0666 less the umask; a
  /// symbolic link is followed. Error{usage} when it cannot be opened or is no regular file, Error{temporary}
  /// when others keep it beyond `deadline`, Error{interrupted} on a signal.
  SharedFile(const std::filesystem::path& path, TimePoint deadline, Clock& clock);

  /// Error{usage} when it is larger than the limit.
  std::string read(std::size_t limit_bytes) const;
  /// The new content, with the mode that the old file had. Ends the turn. Error{usage} when it cannot be
  /// written.
  void replace(std::string_view text);

  /// Error{usage} when a SharedFile could not be made of that path, or could not be replaced; changes
  /// nothing.
  static void check(const std::filesystem::path& path);

 private:
  std::filesystem::path path_;
  FileDescriptor file_;
};

}  // namespace cauth
