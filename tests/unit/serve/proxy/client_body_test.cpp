#include "serve/proxy/client_body.hpp"

#include "support/fake_exchange.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string>

namespace cauth::serve::proxy {
namespace {

std::string drain(ClientBody& body) {
  std::string text;
  std::array<char, 7000> block{};
  while (const auto got = body.read(block)) text.append(block.data(), got);
  return text;
}

}  // namespace

TEST_CASE("a small body is kept whole and can be read again") {
  test::FakeExchange exchange("POST", "/", "small");
  exchange.chunked = true;
  ClientBody body(exchange);
  CHECK(body.whole());
  CHECK(body.size() == 5);
  CHECK(drain(body) == "small");
  CHECK(body.rewind());
  CHECK(drain(body) == "small");
}

TEST_CASE("a long body streams through, and can be gone back to only while no more than its begin was read") {
  const std::string text(std::size_t{3} << 20U, 'x');
  test::FakeExchange exchange("POST", "/", text);
  ClientBody body(exchange);
  CHECK_FALSE(body.whole());
  CHECK(body.size() == text.size());
  std::array<char, 100> block{};
  body.read(block);
  CHECK(body.rewind());
  CHECK(drain(body) == text);
  CHECK_FALSE(body.rewind());
}

}  // namespace cauth::serve::proxy
