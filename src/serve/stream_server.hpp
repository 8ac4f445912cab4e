#pragma once

#include "base/socket.hpp"
#include "http/message.hpp"
#include "serve/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string_view>

namespace cauth::serve {

/// One request and its answer, both as streams.
struct Exchange {
  virtual ~Exchange() = default;
  /// Without its body.
  virtual const Request& request() const = 0;
  /// In bytes; 0 for none, nothing when it is not known before the end.
  virtual std::optional<std::uint64_t> body_size() const = 0;
  /// Up to memory.size() bytes; 0 at the end. Error{transport} when the client went away.
  virtual std::size_t read_body(std::span<char> memory) = 0;

  /// `size` in bytes; nothing when it is not known yet. What frames a body and the connection is the server's
  /// part.
  virtual void begin(int status, const http::Headers& headers, std::optional<std::uint64_t> size) = 0;
  /// Error{transport} when the client went away.
  virtual void write(std::string_view bytes) = 0;
  /// An answer has begun: it can be cut off, but no other one can be given.
  virtual bool begun() const = 0;
  /// The client went away, or does not speak HTTP.
  virtual bool broken() const = 0;

  /// A whole answer.
  void answer(const Response& response);
};

/// Called for one request after another of one connection. What it throws ends the connection.
using StreamHandler = std::function<void(Exchange&)>;

struct StreamServerOptions {
  std::uint32_t head_limit_bytes = 64 * 1024;
  std::chrono::seconds idle_limit{60};  ///< for the next bytes of a client, and for a client to take some
  std::size_t connection_limit = 256;   ///< one more gets 503
};

/// An HTTP/1.1 server with keep-alive, a thread for each connection: none of them waits for another.
class StreamServer {
 public:
  /// `make_handler` is called for each connection, on its thread.
  StreamServer(Listener listener, const StreamServerOptions& options,
               std::function<StreamHandler()> make_handler);
  StreamServer(const StreamServer&) = delete;
  StreamServer& operator=(const StreamServer&) = delete;
  /// Closes all connections and waits for their threads: a handler must come to its end when the client has
  /// gone.
  ~StreamServer();

  std::uint16_t port() const;

 private:
  class Connections;
  std::unique_ptr<Connections> connections_;
};

}  // namespace cauth::serve
