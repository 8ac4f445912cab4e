#include "base/plain_file.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/file_steps.hpp"
#include "base/interrupt.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace cauth {
namespace {

Error transfer_error(std::string_view what, const std::filesystem::path& path, int error_number,
                     int exit_status) {
  return transport_error(exit_status, file_error(what, path, error_number).what_failed);
}

}  // namespace

std::optional<FileDescriptor> open_to_write(const std::filesystem::path& path, Opening opening) {
  constexpr mode_t kUsualFile = 0666;
  constexpr mode_t kFreshFile = 0644;
  const int how = opening == Opening::anew ? O_TRUNC : opening == Opening::fresh ? O_EXCL : O_APPEND;
  FileDescriptor file =
      open_file(path, O_WRONLY | O_CREAT | how, opening == Opening::fresh ? kFreshFile : kUsualFile);
  if (file.open()) return file;
  if (opening == Opening::fresh && (errno == EEXIST || errno == EISDIR)) return std::nullopt;
  throw transfer_error("cannot write", path, errno, curl_exit::kWriteError);
}

void cut_file(const FileDescriptor& file, std::uint64_t size_bytes) {
  const auto size = static_cast<off_t>(size_bytes);
  if (::ftruncate(file.get(), size) == 0 && ::lseek(file.get(), size, SEEK_SET) == size) return;
  throw transfer_error("cannot begin anew in", "the output", errno, curl_exit::kWriteError);
}

std::optional<std::uint64_t> size_of_file(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return static_cast<std::uint64_t>(status.st_size);
}

bool is_regular_file(const std::filesystem::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && S_ISREG(status.st_mode);
}

std::optional<std::int64_t> time_of_file(const std::filesystem::path& path) {
  struct stat status {};
  if (::stat(path.c_str(), &status) != 0) return std::nullopt;
  return static_cast<std::int64_t>(status.st_mtime);
}

bool set_time_of_file(const std::filesystem::path& path, std::int64_t unix_seconds) {
  std::array<timespec, 2> times{};
  times[0].tv_sec = times[1].tv_sec = static_cast<time_t>(unix_seconds);
  return ::utimensat(AT_FDCWD, path.c_str(), times.data(), 0) == 0;
}

bool note_on_file(const std::filesystem::path& path, const std::string& attribute, std::string_view value) {
  return ::setxattr(path.c_str(), attribute.c_str(), value.data(), value.size(), 0) == 0;
}

void make_folders_for(const std::filesystem::path& file) {
  constexpr mode_t kFolder = 0750;
  std::filesystem::path so_far;
  for (const auto& part : file.parent_path()) {
    so_far /= part;
    if (::mkdir(so_far.c_str(), kFolder) != 0 && errno != EEXIST && errno != EACCES && errno != EROFS)
      throw transfer_error("cannot make the folder", so_far, errno, curl_exit::kWriteError);
  }
}

FileSource::FileSource(const std::filesystem::path& path) : file_(open_file(path, O_RDONLY, 0)) {
  struct stat status {};
  if (!file_.open() || ::fstat(file_.get(), &status) != 0)
    throw transfer_error("cannot read", path, errno, curl_exit::kReadError);
  if (S_ISREG(status.st_mode)) size_ = static_cast<std::uint64_t>(status.st_size);
}

std::size_t FileSource::read(std::span<char> memory) {
  while (true) {
    const auto got = ::read(file_.get(), memory.data(), memory.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) throw transfer_error("cannot read", "the file to send", errno, curl_exit::kReadError);
    throw_if_interrupted();
  }
}

bool FileSource::rewind() {
  return ::lseek(file_.get(), 0, SEEK_SET) == 0;
}

void redirect_standard_error(const std::filesystem::path& path) {
  FileDescriptor file;
  if (path != "-") file = std::move(*open_to_write(path, Opening::anew));
  ::dup2(path == "-" ? STDOUT_FILENO : file.get(), STDERR_FILENO);
}

}  // namespace cauth
