#include "base/file.hpp"

#include "base/error.hpp"
#include "base/file_steps.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"
#include "base/wait_for_flock.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <utility>

namespace cauth {
namespace {

constexpr mode_t kPrivateFile = 0600;
constexpr mode_t kPrivateFolder = 0700;

// Reads to the end into anything with `append`.
template <class Buffer>
void read_all(const FileDescriptor& file, const std::filesystem::path& path, std::size_t limit_bytes,
              Buffer& text) {
  std::array<char, 4096> block{};  // most files are smaller, and a stack never gives back what it had
  while (true) {
    const auto got = ::read(file.get(), block.data(), block.size());
    if (got < 0 && errno == EINTR) {
      throw_if_interrupted();
      continue;
    }
    if (got < 0) throw file_error("cannot read", path, errno);
    if (got == 0) break;
    text.append(std::string_view(block.data(), static_cast<std::size_t>(got)));
    if (text.size() > limit_bytes) {
      throw usage_error(
          fmt::format("\"{}\" is larger than the {} bytes it may have", path.string(), limit_bytes));
    }
  }
  wipe(block.data(), block.size());
}

template <class Buffer>
std::optional<Buffer> read_if_there(const std::filesystem::path& path, std::size_t limit_bytes) {
  const FileDescriptor file = open_file(path, O_RDONLY);
  if (!file.open() && (errno == ENOENT || errno == ENOTDIR)) return std::nullopt;
  if (!file.open()) throw file_error("cannot read", path, errno);
  Buffer text;
  read_all(file, path, limit_bytes, text);
  return text;
}

// Removes the temporary file unless it has been renamed.
struct TemporaryFile {
  std::string path;
  bool done = false;
  ~TemporaryFile() {
    if (!done) ::unlink(path.c_str());
  }
};

}  // namespace

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
  if (this != &other) {
    reset();
    number_ = other.release();
  }
  return *this;
}

int FileDescriptor::release() noexcept {
  return std::exchange(number_, -1);
}

void FileDescriptor::reset() noexcept {
  if (number_ >= 0) ::close(std::exchange(number_, -1));
}

std::string read_file(const std::filesystem::path& path, std::size_t limit_bytes) {
  auto text = read_file_if_there(path, limit_bytes);
  if (!text) throw file_error("cannot read", path, ENOENT);
  return *std::move(text);
}

std::optional<std::string> read_file_if_there(const std::filesystem::path& path, std::size_t limit_bytes) {
  return read_if_there<std::string>(path, limit_bytes);
}

SecretString read_secret_file(const std::filesystem::path& path, std::size_t limit_bytes) {
  auto text = read_secret_file_if_there(path, limit_bytes);
  if (!text) throw file_error("cannot read", path, ENOENT);
  return *std::move(text);
}

std::optional<SecretString> read_secret_file_if_there(const std::filesystem::path& path,
                                                      std::size_t limit_bytes) {
  return read_if_there<SecretString>(path, limit_bytes);
}

void make_private_folder(const std::filesystem::path& path) {
  if (path.empty() || ::mkdir(path.c_str(), kPrivateFolder) == 0) return;
  const int why = errno;
  std::error_code ignored;
  if (why == EEXIST && std::filesystem::is_directory(path, ignored)) return;
  if (why != ENOENT || path.parent_path() == path) throw file_error("cannot make the folder", path, why);
  make_private_folder(path.parent_path());
  if (::mkdir(path.c_str(), kPrivateFolder) != 0 && errno != EEXIST) {
    throw file_error("cannot make the folder", path, errno);
  }
}

void write_private_file(const std::filesystem::path& named, std::string_view text, Durable durable) {
  std::error_code not_there;
  auto path = std::filesystem::canonical(named, not_there);
  if (not_there) path = named;

  TemporaryFile temporary{.path = path.string() + ".XXXXXX"};
  FileDescriptor file(::mkostemp(temporary.path.data(), O_CLOEXEC));  // mode 0600
  if (!file.open()) {
    temporary.done = true;
    throw file_error("cannot write", path, errno);
  }
  write_all(file, text, path);
  if (durable == Durable::yes && ::fsync(file.get()) != 0) throw file_error("cannot write", path, errno);
  if (::rename(temporary.path.c_str(), path.c_str()) != 0) throw file_error("cannot write", path, errno);
  temporary.done = true;
  if (durable == Durable::yes) {
    // The rename is on disk once the folder is; a file system that cannot sync folders loses nothing by it.
    const FileDescriptor folder =
        open_file(path.has_parent_path() ? path.parent_path() : ".", O_RDONLY | O_DIRECTORY);
    if (folder.open()) ::fsync(folder.get());
  }
}

void append_to_file(const std::filesystem::path& path, std::string_view text) {
  const FileDescriptor file = open_file(path, O_WRONLY | O_APPEND);
  if (!file.open()) throw file_error("cannot write", path, errno);
  write_all(file, text, path);
}

bool readable_by_others(const std::filesystem::path& path) {
  struct stat status {};
  return ::stat(path.c_str(), &status) == 0 && (status.st_mode & (S_IRWXG | S_IRWXO)) != 0;
}

void remove_file(const std::filesystem::path& path) {
  if (::unlink(path.c_str()) != 0 && errno != ENOENT) throw file_error("cannot remove", path, errno);
}

FileLock::FileLock(std::string_view what, const std::filesystem::path& path, TimePoint deadline, Clock& clock)
    : file_(open_file(path, O_RDWR | O_CREAT, kPrivateFile)) {
  if (!file_.open()) throw file_error("cannot lock", path, errno);
  if (!wait_for_flock(file_.get(), deadline, clock)) {
    if (errno != EWOULDBLOCK) throw file_error("cannot lock", path, errno);
    std::array<char, 32> holder{};
    const auto got = ::pread(file_.get(), holder.data(), holder.size(), 0);
    const std::string_view id = trim({holder.data(), static_cast<std::size_t>(std::max<ssize_t>(got, 0))});
    throw Error(Category::temporary,
                fmt::format("{} is locked by another process{}{}", what, id.empty() ? "" : ", ", id),
                "try again, or end that process if it hangs");
  }
  const std::string id = fmt::format("process {}\n", ::getpid());
  // Only for the message above: a lock whose file cannot be written still locks.
  if (::ftruncate(file_.get(), 0) == 0) {
    [[maybe_unused]] const auto written = ::pwrite(file_.get(), id.data(), id.size(), 0);
  }
}

}  // namespace cauth
