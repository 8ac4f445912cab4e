#include "base/file_steps.hpp"

#include "base/interrupt.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>

namespace cauth {

Error file_error(std::string_view what, const std::filesystem::path& path, int error_number) {
  return usage_error(
      fmt::format("{} \"{}\": {}", what, printable(path.string()), to_lower(::strerror(error_number))));
}

FileDescriptor open_file(const std::filesystem::path& path, int flags, mode_t mode) {
  while (true) {
    FileDescriptor file(::open(path.c_str(), flags | O_CLOEXEC, mode));
    if (file.open() || errno != EINTR) return file;
    throw_if_interrupted();
  }
}

void write_all(const FileDescriptor& file, std::string_view text, const std::filesystem::path& path) {
  while (!text.empty()) {
    const auto written = ::write(file.get(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) throw file_error("cannot write", path, errno);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

}  // namespace cauth
