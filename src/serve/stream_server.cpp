#include "serve/stream_server.hpp"

#include "base/curl_exit.hpp"
#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <exception>
#include <limits>
#include <list>
#include <mutex>
#include <string>
#include <system_error>
#include <thread>
#include <utility>

namespace cauth::serve {
namespace {

namespace beast = boost::beast;
using boost::system::error_code;

Error client_gone() {
  Error error(Category::transport, "the client went away");
  error.detail = curl_exit::kWriteError;
  return error;
}

// A Socket as Beast's readers want it.
class SocketStream {
 public:
  explicit SocketStream(Socket& socket) : socket_(socket) {}

  template <class Buffers>
  std::size_t read_some(const Buffers& buffers, error_code& error) {
    const boost::asio::mutable_buffer first(*boost::asio::buffer_sequence_begin(buffers));
    const auto got = socket_.read({static_cast<char*>(first.data()), first.size()});
    error = got.error != 0 ? error_code(got.error, boost::system::system_category()) : error_code();
    if (got.error == 0 && got.bytes == 0 && first.size() != 0) error = boost::asio::error::eof;
    return got.bytes;
  }
  template <class Buffers>
  std::size_t read_some(const Buffers& buffers) {
    error_code error;
    const auto got = read_some(buffers, error);
    if (error) throw client_gone();
    return got;
  }

 private:
  Socket& socket_;
};

bool may_have_body(int status) {
  constexpr int kNoContent = 204, kNotModified = 304, kOk = 200;
  return status >= kOk && status != kNoContent && status != kNotModified;
}

class HttpExchange : public Exchange {
 public:
  HttpExchange(Socket& socket, beast::flat_buffer& buffer, const StreamServerOptions& options)
      : socket_(socket), stream_(socket), buffer_(buffer) {
    parser_.header_limit(options.head_limit_bytes);
    parser_.body_limit(std::numeric_limits<std::uint64_t>::max());
  }

  /// False: there is no request to answer.
  bool read_head() {
    error_code error;
    beast::http::read_header(stream_, buffer_, parser_, error);
    if (error) {
      refuse(error);
      return false;
    }
    const auto& message = parser_.get();
    request_.method = std::string(message.method_string());
    request_.target = std::string(message.target());
    for (const auto& field : message)
      request_.headers.add(std::string(field.name_string()), std::string(field.value()));
    return true;
  }

  const Request& request() const override { return request_; }

  std::optional<std::uint64_t> body_size() const override {
    if (parser_.chunked()) return std::nullopt;
    const auto length = parser_.content_length();
    return length ? *length : 0;
  }

  std::size_t read_body(std::span<char> memory) override {
    if (parser_.is_done() || memory.empty()) return 0;
    say_continue();
    auto& body = parser_.get().body();
    body.data = memory.data();
    body.size = memory.size();
    error_code error;
    while (!parser_.is_done() && body.size == memory.size()) {
      beast::http::read_some(stream_, buffer_, parser_, error);
      if (error == beast::http::error::need_buffer) error = {};
      if (error) fail();
    }
    return memory.size() - body.size;
  }

  void begin(int status, const http::Headers& headers, std::optional<std::uint64_t> size) override {
    const bool http10 = parser_.get().version() < 11;
    has_body_ = may_have_body(status) && !head_only();
    chunked_ = has_body_ && !size && !http10;
    const bool understood = parser_.is_header_done();
    keep_alive_ = understood && parser_.keep_alive() && (size || !has_body_ || chunked_);
    begun_ = true;
    send(head_text(status, headers, size));
  }

  void write(std::string_view bytes) override {
    if (!has_body_ || bytes.empty()) return;
    if (!chunked_) return send(bytes);
    send(fmt::format("{:x}\r\n", bytes.size()));
    send(bytes);
    send("\r\n");
  }

  bool begun() const override { return begun_; }
  bool broken() const override { return broken_; }

  /// Ends the answer. True: the connection may carry another request.
  bool finish() {
    if (!begun_ || broken_) return false;
    if (chunked_) send("0\r\n\r\n");
    return keep_alive_ && skip_body();
  }

 private:
  bool head_only() const { return parser_.get().method() == beast::http::verb::head; }

  void refuse(error_code error) {
    using Problem = beast::http::error;
    const bool not_http = error.category() == beast::http::make_error_code(Problem::end_of_stream).category();
    if (!not_http || error == Problem::end_of_stream || error == Problem::partial_message) return;
    constexpr int kBadRequest = 400, kTooLarge = 431;
    answer(text_response(error == Problem::header_limit ? kTooLarge : kBadRequest, error.message() + "\n"));
  }

  // RFC 9110 section 10.1.1: the client waits for it before it sends the body.
  void say_continue() {
    if (told_to_continue_) return;
    told_to_continue_ = true;
    if (beast::iequals(parser_.get()[beast::http::field::expect], "100-continue"))
      send("HTTP/1.1 100 Continue\r\n\r\n");
  }

  std::string head_text(int status, const http::Headers& headers, std::optional<std::uint64_t> size) const {
    const auto reason =
        beast::http::obsolete_reason(beast::http::int_to_status(static_cast<unsigned>(status)));
    std::string text =
        fmt::format("HTTP/1.1 {} {}\r\n", status, std::string_view(reason.data(), reason.size()));
    for (const auto& [name, value] : headers.fields()) text += fmt::format("{}: {}\r\n", name, value);
    if (chunked_) text += "Transfer-Encoding: chunked\r\n";
    if (!chunked_ && size && may_have_body(status)) text += fmt::format("Content-Length: {}\r\n", *size);
    text += keep_alive_ ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return text;
  }

  // What the handler did not want of a body is read away, if it is little: closing on it at once would take
  // the answer away from a client that is still sending.
  bool skip_body() {
    constexpr std::size_t kMost = std::size_t{256} * 1024;
    const bool waits_for_continue = parser_.get().find(beast::http::field::expect) != parser_.get().end();
    if (!parser_.is_done() && waits_for_continue && !told_to_continue_) return false;
    std::array<char, 16384> scratch{};
    std::size_t skipped = 0;
    while (skipped < kMost && !parser_.is_done()) skipped += read_body(scratch);
    return parser_.is_done();
  }

  void send(std::string_view bytes) {
    while (!bytes.empty()) {
      const auto sent = socket_.write(bytes);
      if (sent.error != 0) fail();
      bytes.remove_prefix(sent.bytes);
    }
  }

  [[noreturn]] void fail() {
    broken_ = true;
    throw client_gone();
  }

  Socket& socket_;
  SocketStream stream_;
  beast::flat_buffer& buffer_;
  beast::http::request_parser<beast::http::buffer_body> parser_;
  Request request_;
  bool begun_ = false, broken_ = false, has_body_ = false, chunked_ = false, keep_alive_ = false;
  bool told_to_continue_ = false;
};

void serve_requests(Socket& socket, const StreamServerOptions& options, const StreamHandler& handler) {
  socket.limit_waits(options.idle_limit);
  beast::flat_buffer buffer;
  while (true) {
    HttpExchange exchange(socket, buffer, options);
    if (!exchange.read_head()) return;
    handler(exchange);
    if (!exchange.finish()) return;
  }
}

void turn_away(Socket& socket, const StreamServerOptions& options) {
  constexpr int kUnavailable = 503;
  serve_requests(socket, options, [](Exchange& exchange) {
    exchange.answer(text_response(kUnavailable, "too many connections\n"));
  });
}

}  // namespace

void Exchange::answer(const Response& response) {
  begin(response.status, response.headers, response.body.size());
  write(response.body);
}

class StreamServer::Connections {
 public:
  Connections(Listener listener, const StreamServerOptions& options,
              std::function<StreamHandler()> make_handler)
      : listener_(std::move(listener)), options_(options), make_handler_(std::move(make_handler)) {
    // Signals are for the main thread, which waits for them.
    const InterruptsHeld held;
    accepting_ = std::thread([this] { accept(); });
  }
  Connections(const Connections&) = delete;
  Connections& operator=(const Connections&) = delete;
  ~Connections() {
    listener_.stop();
    accepting_.join();
    for (auto& one : open_) one.socket.shut_down();
    for (auto& one : open_) one.thread.join();
  }

  std::uint16_t port() const { return listener_.port(); }

 private:
  struct One {
    explicit One(Socket taken) : socket(std::move(taken)) {}
    Socket socket;
    std::atomic<bool> done = false;
    std::thread thread;
  };

  void accept() {
    while (auto taken = listener_.accept()) {
      collect();
      const bool too_many = open_.size() >= options_.connection_limit;
      if (open_.size() >= options_.connection_limit * 2) continue;
      One& one = open_.emplace_back(std::move(*taken));
      one.thread = std::thread([this, &one, too_many] { run(one, too_many); });
    }
  }

  void run(One& one, bool too_many) {
    // The thread's edge: no exception may leave it. Whoever threw has told the client what there is to tell.
    try {
      if (too_many) {
        turn_away(one.socket, options_);
      } else {
        serve_requests(one.socket, options_, make_handler_());
      }
    } catch (const std::exception&) {
    }
    one.socket.shut_down();
    one.done = true;
  }

  // Connections that are over; `open_` is touched by the accepting thread alone, until that has ended.
  void collect() {
    for (auto one = open_.begin(); one != open_.end();) {
      if (!one->done) {
        ++one;
        continue;
      }
      one->thread.join();
      one = open_.erase(one);
    }
  }

  Listener listener_;
  StreamServerOptions options_;
  std::function<StreamHandler()> make_handler_;
  std::list<One> open_;
  std::thread accepting_;
};

StreamServer::StreamServer(Listener listener, const StreamServerOptions& options,
                           std::function<StreamHandler()> make_handler)
    : connections_(std::make_unique<Connections>(std::move(listener), options, std::move(make_handler))) {}
StreamServer::~StreamServer() = default;

std::uint16_t StreamServer::port() const {
  return connections_->port();
}

}  // namespace cauth::serve
