#include "support/local_server.hpp"

#include "base/text.hpp"

#include <doctest/doctest.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstddef>
#include <string_view>
#include <utility>

namespace cauth::test {
namespace {

std::size_t body_size(std::string_view head) {
  constexpr std::string_view kName = "content-length:";
  const std::string lower = to_lower(head);
  const auto at = lower.find(kName);
  if (at == std::string::npos) return 0;
  const auto line = std::string_view(lower).substr(at + kName.size());
  return parse_number<std::size_t>(trim(line.substr(0, line.find('\r')))).value_or(0);
}

bool is_whole(std::string_view text) {
  const auto head_end = text.find("\r\n\r\n");
  if (head_end == std::string_view::npos) return false;
  const auto head = text.substr(0, head_end);
  if (to_lower(head).find("transfer-encoding: chunked") != std::string::npos)
    return text.ends_with("\r\n0\r\n\r\n");
  return text.size() >= head_end + 4 + body_size(head);
}

std::string read_request(int connection) {
  std::string text;
  std::array<char, 4096> block{};
  while (true) {
    if (is_whole(text)) return text;
    const auto got = ::recv(connection, block.data(), block.size(), 0);
    if (got <= 0) return text;
    text.append(block.data(), static_cast<std::size_t>(got));
  }
}

sockaddr* as_sockaddr(sockaddr_in& address) {
  return reinterpret_cast<sockaddr*>(&address);
}

}  // namespace

LocalServer::LocalServer(std::vector<std::string> answers, std::function<void()> before_answer)
    : listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)),
      answers_(std::move(answers)),
      before_answer_(std::move(before_answer)) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = ::htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  REQUIRE(::bind(listener_.get(), as_sockaddr(address), size) == 0);
  REQUIRE(::listen(listener_.get(), 8) == 0);
  REQUIRE(::getsockname(listener_.get(), as_sockaddr(address), &size) == 0);
  port_ = ::ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

LocalServer::~LocalServer() {
  stopping_ = true;
  ::shutdown(listener_.get(), SHUT_RDWR);
  thread_.join();
}

std::string LocalServer::url() const {
  return "http://127.0.0.1:" + std::to_string(port_);
}

std::vector<std::string> LocalServer::received() {
  const std::lock_guard lock(mutex_);
  return received_;
}

void LocalServer::serve() {
  for (const auto& answer : answers_) {
    const FileDescriptor connection(::accept(listener_.get(), nullptr, nullptr));
    if (stopping_ || !connection.open()) return;
    std::string request = read_request(connection.get());
    {
      const std::lock_guard lock(mutex_);
      received_.push_back(std::move(request));
    }
    if (before_answer_) before_answer_();
    ::send(connection.get(), answer.data(), answer.size(), MSG_NOSIGNAL);
    ::shutdown(connection.get(), SHUT_WR);
  }
}

}  // namespace cauth::test
