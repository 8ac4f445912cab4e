#include "base/bytes.hpp"
#include "base/process.hpp"
#include "base/random.hpp"
#include "base/socket.hpp"
#include "serve/proxy/relay.hpp"
#include "serve/proxy/shared_tokens.hpp"
#include "serve/proxy/transport_pool.hpp"
#include "serve/serve.hpp"
#include "serve/stream_server.hpp"
#include "serve/wait_for_signal.hpp"

#include <fmt/format.h>

#include <atomic>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>

namespace cauth::serve {
namespace {

constexpr std::size_t kKeyOctets = 16;

Listener listen(const ProxyOptions& options) {
  return options.socket ? Listener::on_path(*options.socket) : Listener::on_port("127.0.0.1", options.port);
}

// A port is open to every user of the machine; a socket's mode keeps others out.
SecretString key_of(const ProxyOptions& options, Random& random) {
  if (options.socket) return {};
  if (!options.key.empty()) return options.key.clone();
  return SecretString::take(base64url_encode(random_octets(random, kKeyOctets)));
}

std::string url_of(const ProxyOptions& options, const proxy::Door& door) {
  if (options.socket) return "http://localhost";
  return fmt::format("http://127.0.0.1:{}/{}", door.port.value_or(0), door.key.reveal());
}

void say_how_to_ask(const ProxyOptions& options, Streams& io, std::string_view url) {
  if (options.socket) {
    print(io.out, "{}\n", options.socket->string());
    print(io.err, "cauth: passes requests on to {}; try: curl --unix-socket {} {}/\n",
          options.upstream.origin(), options.socket->string(), url);
    return;
  }
  print(io.out, "{}\n", url);
  print(io.err, "cauth: passes requests below this address on to {}, for whoever knows it\n",
        options.upstream.origin());
}

std::map<std::string, std::string> variables_for(const ProxyOptions& options, const std::string& url) {
  std::map<std::string, std::string> variables = {{"CAUTH_PROXY_URL", url}};
  if (options.socket) variables["CAUTH_PROXY_SOCKET"] = options.socket->string();
  return variables;
}

}  // namespace

int run_proxy(const ProxyOptions& options, call::TokenSource& tokens, const TransportMaker& make_transport,
              Streams& io, Clock& clock, Random& random) {
  proxy::SharedTokens shared(tokens, options.plan, clock);
  // Whoever is not signed in learns it now, not from the first request.
  shared.current();
  Listener listener = listen(options);
  std::mutex log_mutex;
  std::atomic<bool> stopping = false;
  proxy::Setup setup{.upstream = options.upstream,
                     .plan = options.plan,
                     .options = options.call,
                     .connection = options.connection.clone(),
                     .door = {.key = key_of(options, random), .port = {}, .origins = options.origins},
                     .tokens = shared,
                     .clock = clock,
                     .log = {},
                     .stopping = stopping};
  if (!options.socket) setup.door.port = listener.port();
  if (options.log) {
    setup.log = [&](std::string_view line) {
      const std::lock_guard lock(log_mutex);
      print(io.err, "cauth: {}\n", line);
    };
  }
  proxy::TransportPool pool(make_transport);
  const StreamServer server(std::move(listener), {}, [&] { return proxy::make_relay(setup, pool.take()); });
  const std::string url = url_of(options, setup.door);
  if (options.command.empty()) say_how_to_ask(options, io, url);
  const int status =
      options.command.empty()
          ? wait_for_signal(clock)
          : run_in_foreground(options.command, options.environment(variables_for(options, url)));
  stopping = true;
  return status;
}

}  // namespace cauth::serve
