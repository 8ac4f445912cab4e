#pragma once

#include "http/transport.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

namespace cauth::serve::proxy {

/// Transports that outlive the client's connection that used them: each keeps its own connection to the API,
/// and a client that connects anew for each request (a load generator, say) pays for no new handshake.
class TransportPool {
 public:
  using Maker = std::function<std::unique_ptr<http::Transport>()>;
  explicit TransportPool(Maker make) : make_(std::move(make)) {}

  /// One for the caller alone, back in the pool at its end. The pool must outlive it. From any thread.
  std::unique_ptr<http::Transport> take();

 private:
  class Lent;
  void give_back(std::unique_ptr<http::Transport> transport);

  Maker make_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<http::Transport>> idle_;
};

}  // namespace cauth::serve::proxy
