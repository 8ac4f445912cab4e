#pragma once

#include "base/file.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace cauth {

/// What became of reading or writing: so many bytes (0 when read: the end), or an errno value.
struct Transferred {
  std::size_t bytes = 0;
  int error = 0;  ///< EAGAIN: the time limit was over
};

/// Programs that we start do not inherit the descriptor; for libraries that make theirs without saying so.
void close_on_exec(int descriptor);

/// A connection that somebody made to us.
class Socket {
 public:
  explicit Socket(FileDescriptor descriptor) : descriptor_(std::move(descriptor)) {}

  /// Each call waits at most so long; for ever at first.
  void limit_waits(std::chrono::milliseconds longest);
  Transferred read(std::span<char> memory);
  Transferred write(std::string_view bytes);
  /// From any thread: reads and writes, those under way too, come to their end.
  void shut_down() noexcept;

 private:
  FileDescriptor descriptor_;
};

/// Takes connections, of this machine alone or of whoever reaches the address.
class Listener {
 public:
  /// `port` 0: a free one. Error{usage} when the address is none or the port is taken.
  static Listener on_port(const std::string& address, std::uint16_t port);
  /// A Unix socket of mode 0600, removed at the end. One that was left behind is replaced. Error{usage} when
  /// somebody listens there, or there is something else of that name.
  static Listener on_path(const std::filesystem::path& path);
  Listener(Listener&&) noexcept;
  Listener& operator=(Listener&&) = delete;
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;
  ~Listener();

  std::uint16_t port() const { return port_; }
  /// Waits for the next one; nothing after `stop`.
  std::optional<Socket> accept();
  /// From any thread.
  void stop() noexcept;

 private:
  Listener() = default;

  FileDescriptor descriptor_;
  std::uint16_t port_ = 0;
  std::filesystem::path path_;
};

}  // namespace cauth
