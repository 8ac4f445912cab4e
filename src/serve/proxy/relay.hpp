#pragma once

#include "base/clock.hpp"
#include "call/authorize.hpp"
#include "call/options.hpp"
#include "http/transport.hpp"
#include "serve/proxy/door.hpp"
#include "serve/proxy/shared_tokens.hpp"
#include "serve/stream_server.hpp"

#include <atomic>
#include <functional>
#include <memory>
#include <string_view>

namespace cauth::serve::proxy {

/// What all connections share.
struct Setup {
  Url upstream;
  call::TokenPlan plan;
  const call::Options& options;  ///< --no-renew
  http::Request connection;      ///< TLS, proxy, limits, headers to add
  Door door;
  SharedTokens& tokens;
  Clock& clock;
  std::function<void(std::string_view)> log;  ///< one line a request; from any thread; may be empty
  const std::atomic<bool>& stopping;
};

/// The handler of one connection: lets a request in, puts the token on, passes it to the API and the answer
/// back, both as they come. A token that was refused is renewed once, and the request sent again where its
/// body was small enough to keep. What fails on the way is a 502 or 504 with a line of text.
StreamHandler make_relay(const Setup& setup, std::unique_ptr<http::Transport> transport);

}  // namespace cauth::serve::proxy
