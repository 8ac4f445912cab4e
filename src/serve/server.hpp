#pragma once

#include "serve/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace cauth::serve {

/// The code of the Error for a port that is taken.
constexpr const char* kAddressInUse = "EADDRINUSE";

struct ServerOptions {
  std::string bind = "127.0.0.1";  ///< an address, IPv4 or IPv6
  std::uint16_t port = 0;          ///< 0: a free one
  std::uint32_t head_limit_bytes = 64 * 1024;
  std::uint64_t body_limit_bytes = std::uint64_t{4} << 20U;
  std::chrono::seconds idle_limit{30};  ///< for a request to arrive whole, and an answer to leave
  std::size_t connection_limit = 512;   ///< one more is closed at once
};

/// An HTTP/1.1 server with keep-alive. The handler is called for one request at a time, on the server's own
/// thread: it needs no locks. Waiting for a slow client holds up nobody else.
class Server {
 public:
  /// Listens when it returns. Error{usage} when the address is none or the port is taken.
  Server(const ServerOptions& options, Handler handler);
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  /// Closes all connections and waits for the thread.
  ~Server();

  std::uint16_t port() const;

 private:
  class Loop;
  std::unique_ptr<Loop> loop_;
};

}  // namespace cauth::serve
