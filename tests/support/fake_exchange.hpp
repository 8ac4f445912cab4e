#pragma once

#include "serve/stream_server.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace cauth::test {

/// One request and its answer without a server.
struct FakeExchange : serve::Exchange {
  FakeExchange(std::string method, std::string target, std::string body_) : body(std::move(body_)) {
    asked.method = std::move(method);
    asked.target = std::move(target);
  }
  const serve::Request& request() const override { return asked; }
  std::optional<std::uint64_t> body_size() const override {
    return chunked ? std::nullopt : std::optional<std::uint64_t>(body.size());
  }
  std::size_t read_body(std::span<char> memory) override {
    const auto count = body.copy(memory.data(), memory.size(), at);
    at += count;
    return count;
  }
  void begin(int status_, const http::Headers& headers_, std::optional<std::uint64_t> size_) override {
    status = status_;
    headers = headers_;
    size = size_;
  }
  void write(std::string_view bytes) override { written.append(bytes); }
  bool begun() const override { return status != 0; }
  bool broken() const override { return false; }

  serve::Request asked;
  std::string body;
  std::size_t at = 0;
  bool chunked = false;
  int status = 0;
  http::Headers headers;
  std::optional<std::uint64_t> size;
  std::string written;
};

}  // namespace cauth::test
