#include "base/streams.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace cauth {

void DescriptorSink::write(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) {
      throw_if_interrupted();
      continue;
    }
    if (written < 0) {
      Error error(Category::transport, "cannot write the output: " + to_lower(::strerror(errno)));
      error.detail = curl_exit::kWriteError;
      if (errno == EPIPE) error.code = "EPIPE";
      throw error;
    }
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
}

std::size_t DescriptorSource::read(std::span<char> memory) {
  while (true) {
    const auto got = ::read(descriptor_, memory.data(), memory.size());
    if (got >= 0) return static_cast<std::size_t>(got);
    if (errno != EINTR) throw usage_error("cannot read the input: " + to_lower(::strerror(errno)));
    throw_if_interrupted();
  }
}

std::size_t StringSource::read(std::span<char> memory) {
  const std::size_t count = std::min(memory.size(), text_.size() - at_);
  std::copy_n(text_.begin() + static_cast<std::ptrdiff_t>(at_), count, memory.begin());
  at_ += count;
  return count;
}

bool is_terminal(int number) {
  return ::isatty(number) == 1;
}

bool is_data(int number) {
  struct stat status {};
  if (::fstat(number, &status) != 0) return false;
  return S_ISFIFO(status.st_mode) || S_ISREG(status.st_mode) || S_ISSOCK(status.st_mode);
}

std::string read_all(Source& source, std::size_t limit_bytes, std::string_view name) {
  std::string text;
  std::array<char, 16384> block{};
  while (const std::size_t got = source.read(block)) {
    text.append(block.data(), got);
    if (text.size() > limit_bytes) {
      throw usage_error(fmt::format("{} is larger than the {} bytes it may have", name, limit_bytes));
    }
  }
  return text;
}

}  // namespace cauth
