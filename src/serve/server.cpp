#include "serve/server.hpp"

#include "base/clock.hpp"
#include "base/duration.hpp"
#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/socket.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <optional>
#include <string_view>
#include <thread>
#include <utility>

namespace cauth::serve {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using tcp = asio::ip::tcp;
using beast::error_code;

struct Shared {
  ServerOptions options;
  Handler handler;
  std::size_t connections = 0;  // touched by the server's thread alone
};

Request to_request(const beast::http::request<beast::http::string_body>& message) {
  Request request;
  request.method = std::string(message.method_string());
  request.target = std::string(message.target());
  for (const auto& field : message)
    request.headers.add(std::string(field.name_string()), std::string(field.value()));
  request.body = message.body();
  return request;
}

// The thread's edge: no exception may leave it, and a broken handler is the client's 500.
Response call_handler(const Handler& handler, const Request& request) {
  try {
    return handler(request);
  } catch (const std::exception& error) {
    return text_response(500, fmt::format("the server failed: {}\n", error.what()));
  }
}

bool has_body(int status) {
  constexpr int kNoContent = 204, kNotModified = 304, kOk = 200;
  return status >= kOk && status != kNoContent && status != kNotModified;
}

// Written by hand: Beast would not let us promise more than we send.
std::string wire_text(const Response& response, bool head_only, bool keep_alive) {
  const auto reason =
      beast::http::obsolete_reason(beast::http::int_to_status(static_cast<unsigned>(response.status)));
  std::string text =
      fmt::format("HTTP/1.1 {} {}\r\n", response.status, std::string_view(reason.data(), reason.size()));
  for (const auto& [name, value] : response.headers.fields()) text += fmt::format("{}: {}\r\n", name, value);
  if (!response.headers.has("Date"))
    text += fmt::format("Date: {}\r\n", format_http_date(SystemClock().now()));
  if (has_body(response.status)) text += fmt::format("Content-Length: {}\r\n", response.body.size());
  text += keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
  if (has_body(response.status) && !head_only)
    text += std::string_view(response.body).substr(0, response.cut_after.value_or(response.body.size()));
  return text;
}

// One client. A shared_ptr, since asio's way is that the operation under way keeps its object alive: there is
// no other owner.
class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(tcp::socket socket, Shared& shared)
      : stream_(std::move(socket)), delay_(stream_.get_executor()), shared_(shared) {
    ++shared_.connections;
  }
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  ~Connection() { --shared_.connections; }

  void read_head() {
    parser_.emplace();
    parser_->header_limit(shared_.options.head_limit_bytes);
    parser_->body_limit(shared_.options.body_limit_bytes);
    stream_.expires_after(shared_.options.idle_limit);
    beast::http::async_read_header(
        stream_, buffer_, *parser_,
        [self = shared_from_this()](error_code error, std::size_t /*read*/) { self->on_head(error); });
  }

 private:
  void on_head(error_code error) {
    if (error) return refuse(error);
    if (!beast::iequals(parser_->get()[beast::http::field::expect], "100-continue")) return read_body();
    outgoing_ = "HTTP/1.1 100 Continue\r\n\r\n";
    asio::async_write(stream_, asio::buffer(outgoing_),
                      [self = shared_from_this()](error_code failed, std::size_t /*written*/) {
                        if (!failed) self->read_body();
                      });
  }

  void read_body() {
    beast::http::async_read(stream_, buffer_, *parser_,
                            [self = shared_from_this()](error_code error, std::size_t /*read*/) {
                              if (error) return self->refuse(error);
                              self->answer();
                            });
  }

  void refuse(error_code error) {
    using Problem = beast::http::error;
    if (error.category() != beast::http::make_error_code(Problem::end_of_stream).category() ||
        error == Problem::end_of_stream || error == Problem::partial_message) {
      return;  // the client went away, or took too long
    }
    int status = 400;
    if (error == Problem::body_limit) status = 413;
    if (error == Problem::header_limit) status = 431;
    send(text_response(status, error.message() + "\n"), false, false);
  }

  void answer() {
    const auto& message = parser_->get();
    Response response = call_handler(shared_.handler, to_request(message));
    if (response.hang_up) return;
    const bool head_only = message.method() == beast::http::verb::head;
    const bool keep_alive = message.keep_alive() && !response.cut_after;
    if (response.delay.count() == 0) return send(response, head_only, keep_alive);
    stream_.expires_never();
    delay_.expires_after(response.delay);
    delay_.async_wait(
        [self = shared_from_this(), response = std::move(response), head_only, keep_alive](error_code error) {
          if (!error) self->send(response, head_only, keep_alive);
        });
  }

  void send(const Response& response, bool head_only, bool keep_alive) {
    outgoing_ = wire_text(response, head_only, keep_alive);
    stream_.expires_after(shared_.options.idle_limit);
    asio::async_write(stream_, asio::buffer(outgoing_),
                      [self = shared_from_this(), keep_alive, sent = response.sent](error_code error,
                                                                                    std::size_t /*written*/) {
                        if (sent) sent();
                        if (error) return;
                        if (keep_alive) return self->read_head();
                        self->close();
                      });
  }

  // Says that no more comes, and reads what the client still sends for a moment: closing at once would take
  // the answer away from a client that is in the middle of its request.
  void close() {
    error_code ignored;
    stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
    stream_.expires_after(std::chrono::seconds(1));
    drain();
  }

  void drain() {
    stream_.async_read_some(asio::buffer(scratch_),
                            [self = shared_from_this()](error_code error, std::size_t /*read*/) {
                              if (!error) self->drain();
                            });
  }

  beast::tcp_stream stream_;
  asio::steady_timer delay_;
  Shared& shared_;
  beast::flat_buffer buffer_;
  std::optional<beast::http::request_parser<beast::http::string_body>> parser_;
  std::string outgoing_;
  std::array<char, 4096> scratch_{};
};

tcp::acceptor listen(asio::io_context& context, const ServerOptions& options) {
  error_code error;
  const auto address = asio::ip::make_address(options.bind, error);
  if (error) throw usage_error(fmt::format("\"{}\" is no IP address to listen on", options.bind));
  tcp::acceptor acceptor(context);
  const tcp::endpoint endpoint(address, options.port);
  acceptor.open(endpoint.protocol(), error);
  // Else a browser that we open would keep the port for as long as it runs.
  if (!error) close_on_exec(acceptor.native_handle());
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error == asio::error::address_in_use) {
    Error taken = usage_error(fmt::format("port {} of {} is taken", options.port, options.bind),
                              "name another with --port, or take a free one with --port 0");
    taken.code = kAddressInUse;
    throw taken;
  }
  if (error) {
    throw usage_error(
        fmt::format("cannot listen on port {} of {}: {}", options.port, options.bind, error.message()));
  }
  return acceptor;
}

}  // namespace

class Server::Loop {
 public:
  Loop(const ServerOptions& options, Handler handler)
      : shared_{.options = options, .handler = std::move(handler)},
        acceptor_(listen(context_, options)),
        retry_(context_),
        port_(acceptor_.local_endpoint().port()) {
    accept();
    // Signals are for the main thread, which waits for them.
    const InterruptsHeld held;
    thread_ = std::thread([this] { context_.run(); });
  }
  Loop(const Loop&) = delete;
  Loop& operator=(const Loop&) = delete;
  ~Loop() {
    context_.stop();
    thread_.join();
  }

  std::uint16_t port() const { return port_; }

 private:
  void accept() {
    acceptor_.async_accept([this](error_code error, tcp::socket socket) {
      if (error) return accept_later();
      close_on_exec(socket.native_handle());
      socket.set_option(tcp::no_delay(true), error);
      if (shared_.connections < shared_.options.connection_limit)
        std::make_shared<Connection>(std::move(socket), shared_)->read_head();
      accept();
    });
  }

  // Out of descriptors, most likely: some will be free again.
  void accept_later() {
    retry_.expires_after(std::chrono::milliseconds(100));
    retry_.async_wait([this](error_code error) {
      if (!error) accept();
    });
  }

  Shared shared_;  // before the context: what it still holds at the end refers to it
  asio::io_context context_{1};
  tcp::acceptor acceptor_;
  asio::steady_timer retry_;
  std::uint16_t port_;
  std::thread thread_;
};

Server::Server(const ServerOptions& options, Handler handler)
    : loop_(std::make_unique<Loop>(options, std::move(handler))) {}
Server::~Server() = default;

std::uint16_t Server::port() const {
  return loop_->port();
}

}  // namespace cauth::serve
