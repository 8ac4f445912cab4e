#include "base/shared_file.hpp"

#include "base/error.hpp"
#include "base/file_steps.hpp"
#include "base/text.hpp"
#include "base/wait_for_flock.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>
#include <utility>

namespace cauth {
namespace {

FileDescriptor open_shared(const std::filesystem::path& path) {
  constexpr mode_t kUsualFile = 0666;  // less the umask
  // Not blocking: a pipe that nobody reads is an error, not a wait.
  FileDescriptor file = open_file(path, O_RDWR | O_CREAT | O_NONBLOCK, kUsualFile);
  if (!file.open()) throw file_error("cannot write", path, errno);
  return file;
}

struct stat status_of(const FileDescriptor& file, const std::filesystem::path& path) {
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) throw file_error("cannot read", path, errno);
  if (!S_ISREG(status.st_mode))
    throw usage_error(fmt::format("\"{}\" is not a regular file", printable(path.string())));
  return status;
}

// False: another process has put a new file into its place while we waited for the lock.
bool is_still_there(const struct stat& status, const std::filesystem::path& path) {
  struct stat now {};
  return ::stat(path.c_str(), &now) == 0 && now.st_dev == status.st_dev && now.st_ino == status.st_ino;
}

std::filesystem::path target_of(const std::filesystem::path& path) {
  std::error_code not_there;
  auto target = std::filesystem::canonical(path, not_there);
  return not_there ? path : target;
}

}  // namespace

SharedFile::SharedFile(const std::filesystem::path& path, TimePoint deadline, Clock& clock) {
  while (true) {
    file_ = open_shared(path);
    path_ = target_of(path);
    const auto status = status_of(file_, path);
    if (!wait_for_flock(file_.get(), deadline, clock)) {
      if (errno != EWOULDBLOCK) throw file_error("cannot lock", path, errno);
      throw Error(Category::temporary,
                  fmt::format("\"{}\" is locked by another process", printable(path.string())),
                  "try again, or end that process if it hangs");
    }
    if (is_still_there(status, path_)) return;
  }
}

std::string SharedFile::read(std::size_t limit_bytes) const {
  return read_file(path_, limit_bytes);
}

void SharedFile::replace(std::string_view text) {
  constexpr mode_t kPermissions = 07777;
  std::string name = path_.string() + ".XXXXXX";
  FileDescriptor fresh(::mkostemp(name.data(), O_CLOEXEC));
  if (!fresh.open()) throw file_error("cannot write", path_, errno);
  try {
    write_all(fresh, text, path_);
    if (::fchmod(fresh.get(), status_of(file_, path_).st_mode & kPermissions) != 0 ||
        ::rename(name.c_str(), path_.c_str()) != 0)
      throw file_error("cannot write", path_, errno);
  } catch (const Error&) {
    // The new content goes, the old one stays.
    ::unlink(name.c_str());
    throw;
  }
  file_.reset();
}

void SharedFile::check(const std::filesystem::path& path) {
  struct stat status {};
  const auto target = target_of(path);
  const bool is_there = ::stat(target.c_str(), &status) == 0;
  if (!is_there && errno != ENOENT) throw file_error("cannot write", path, errno);
  if (is_there && !S_ISREG(status.st_mode))
    throw usage_error(fmt::format("\"{}\" is not a regular file", printable(path.string())));
  const auto folder = target.has_parent_path() ? target.parent_path() : std::filesystem::path(".");
  const bool writable =
      (!is_there || ::access(target.c_str(), R_OK | W_OK) == 0) && ::access(folder.c_str(), W_OK | X_OK) == 0;
  if (!writable) throw file_error("cannot write", path, errno);
}

}  // namespace cauth
