#include "serve/proxy/transport_pool.hpp"

#include <doctest/doctest.h>

#include <memory>

namespace cauth::serve::proxy {
namespace {

struct Counted : http::Transport {
  explicit Counted(int& alive) : alive_(alive) { ++alive_; }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;
  ~Counted() override { --alive_; }
  http::Response send(const http::Request& /*request*/, http::BodySink& /*sink*/) override { return {}; }
  int& alive_;
};

}  // namespace

TEST_CASE("a transport is lent to one at a time, and used again by the next") {
  int alive = 0, made = 0;
  {
    TransportPool pool([&]() -> std::unique_ptr<http::Transport> {
      ++made;
      return std::make_unique<Counted>(alive);
    });
    {
      const auto first = pool.take();
      const auto second = pool.take();
      CHECK(made == 2);
    }
    const auto third = pool.take();
    CHECK(made == 2);
    CHECK(alive == 2);
  }
  CHECK(alive == 0);
}

}  // namespace cauth::serve::proxy
