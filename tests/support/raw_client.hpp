#pragma once

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace cauth::test {

/// A client that sends just the bytes it is told.
class RawClient {
 public:
  explicit RawClient(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
  }
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;
  ~RawClient() { ::close(socket_); }

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }
  /// What comes until `end` has come, or the server hangs up ("[end]").
  std::string receive_until(std::string_view end) {
    std::string text;
    std::array<char, 4096> block{};
    while (text.find(end) == std::string::npos) {
      pollfd wait{socket_, POLLIN, 0};
      constexpr int kPatience = 10'000;
      if (::poll(&wait, 1, kPatience) != 1) return text + "[nothing more]";
      const auto got = ::recv(socket_, block.data(), block.size(), 0);
      if (got <= 0) return text + "[end]";
      text.append(block.data(), static_cast<std::size_t>(got));
    }
    return text;
  }
  std::string receive_all() { return receive_until("\x01 never sent"); }

 private:
  int socket_;
};

}  // namespace cauth::test
