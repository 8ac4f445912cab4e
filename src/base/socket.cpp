#include "base/socket.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace cauth {
namespace {

constexpr mode_t kPrivate = 0600;

// An address of any family, as bind takes it.
struct Address {
  sockaddr_storage storage{};
  socklen_t size = 0;
  const sockaddr* get() const { return reinterpret_cast<const sockaddr*>(&storage); }
  sockaddr* get() { return reinterpret_cast<sockaddr*>(&storage); }
};

Address ip_address(const std::string& text, std::uint16_t port) {
  Address address;
  auto& v4 = reinterpret_cast<sockaddr_in&>(address.storage);
  auto& v6 = reinterpret_cast<sockaddr_in6&>(address.storage);
  if (::inet_pton(AF_INET, text.c_str(), &v4.sin_addr) == 1) {
    v4.sin_family = AF_INET;
    v4.sin_port = htons(port);
    address.size = sizeof v4;
  } else if (::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) == 1) {
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    address.size = sizeof v6;
  } else {
    throw usage_error(fmt::format("\"{}\" is no IP address to listen on", printable(text)));
  }
  return address;
}

Address path_address(const std::string& path) {
  Address address;
  auto& local = reinterpret_cast<sockaddr_un&>(address.storage);
  if (path.empty() || path.size() >= sizeof local.sun_path) {
    throw usage_error(fmt::format("\"{}\" cannot be the name of a socket: it may have {} characters",
                                  printable(path), sizeof local.sun_path - 1));
  }
  local.sun_family = AF_UNIX;
  path.copy(local.sun_path, path.size());
  address.size = static_cast<socklen_t>(sizeof local);
  return address;
}

FileDescriptor make_socket(const Address& address) {
  FileDescriptor made(::socket(address.get()->sa_family, SOCK_STREAM | SOCK_CLOEXEC, 0));
  if (!made.open()) throw Error(Category::internal, "cannot make a socket");
  return made;
}

bool begin_listening(const FileDescriptor& descriptor, const Address& address) {
  return ::bind(descriptor.get(), address.get(), address.size) == 0 &&
         ::listen(descriptor.get(), SOMAXCONN) == 0;
}

Error cannot_listen(std::string_view where, int why) {
  return usage_error(fmt::format("cannot listen on {}: {}", where, to_lower(::strerror(why))));
}

// Left behind by a process that was killed: nobody answers there.
bool is_left_behind(const Address& address, const std::filesystem::path& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0 || !S_ISSOCK(status.st_mode)) return false;
  const FileDescriptor probe = make_socket(address);
  return ::connect(probe.get(), address.get(), address.size) != 0 && errno == ECONNREFUSED;
}

timeval to_timeval(std::chrono::milliseconds length) {
  const auto whole = std::chrono::duration_cast<std::chrono::seconds>(length);
  return {.tv_sec = whole.count(), .tv_usec = std::chrono::microseconds(length - whole).count()};
}

}  // namespace

void close_on_exec(int descriptor) {
  ::fcntl(descriptor, F_SETFD, FD_CLOEXEC);
}

void Socket::limit_waits(std::chrono::milliseconds longest) {
  const timeval limit = to_timeval(longest);
  for (const int direction : {SO_RCVTIMEO, SO_SNDTIMEO})
    ::setsockopt(descriptor_.get(), SOL_SOCKET, direction, &limit, sizeof limit);
}

Transferred Socket::read(std::span<char> memory) {
  while (true) {
    const auto got = ::recv(descriptor_.get(), memory.data(), memory.size(), 0);
    if (got >= 0) return {.bytes = static_cast<std::size_t>(got)};
    if (errno != EINTR) return {.error = errno};
  }
}

Transferred Socket::write(std::string_view bytes) {
  while (true) {
    const auto sent = ::send(descriptor_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent >= 0) return {.bytes = static_cast<std::size_t>(sent)};
    if (errno != EINTR) return {.error = errno};
  }
}

void Socket::shut_down() noexcept {
  ::shutdown(descriptor_.get(), SHUT_RDWR);
}

Listener Listener::on_port(const std::string& address, std::uint16_t port) {
  Address place = ip_address(address, port);
  Listener listener;
  listener.descriptor_ = make_socket(place);
  const int yes = 1;
  ::setsockopt(listener.descriptor_.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (!begin_listening(listener.descriptor_, place)) {
    if (errno != EADDRINUSE) throw cannot_listen(fmt::format("port {} of {}", port, address), errno);
    throw usage_error(fmt::format("port {} of {} is taken", port, address),
                      "name another with --port, or take a free one with --port 0");
  }
  ::getsockname(listener.descriptor_.get(), place.get(), &place.size);
  const bool is_v4 = place.get()->sa_family == AF_INET;
  listener.port_ = ntohs(is_v4 ? reinterpret_cast<const sockaddr_in&>(place.storage).sin_port
                               : reinterpret_cast<const sockaddr_in6&>(place.storage).sin6_port);
  return listener;
}

Listener Listener::on_path(const std::filesystem::path& path) {
  const Address place = path_address(path.string());
  Listener listener;
  listener.descriptor_ = make_socket(place);
  if (is_left_behind(place, path)) remove_file(path);
  // On Linux a socket's file gets the mode that the socket has (unix(7)): no moment when others may connect.
  ::fchmod(listener.descriptor_.get(), kPrivate);
  if (!begin_listening(listener.descriptor_, place)) {
    throw cannot_listen(fmt::format("\"{}\"", printable(path.string())), errno);
  }
  listener.path_ = path;
  return listener;
}

Listener::Listener(Listener&& other) noexcept
    : descriptor_(std::move(other.descriptor_)), port_(other.port_), path_(std::exchange(other.path_, {})) {}

Listener::~Listener() {
  if (!path_.empty()) ::unlink(path_.c_str());
}

std::optional<Socket> Listener::accept() {
  while (true) {
    FileDescriptor taken(::accept4(descriptor_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (taken.open()) {
      const int yes = 1;
      ::setsockopt(taken.get(), IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
      return Socket(std::move(taken));
    }
    if (errno == EINVAL || errno == EBADF) return std::nullopt;
    // Out of descriptors, most likely: some will be free again.
    constexpr int kPauseMilliseconds = 50;
    if (errno == EMFILE || errno == ENFILE || errno == ENOMEM || errno == ENOBUFS)
      ::poll(nullptr, 0, kPauseMilliseconds);
  }
}

void Listener::stop() noexcept {
  ::shutdown(descriptor_.get(), SHUT_RDWR);
}

}  // namespace cauth
