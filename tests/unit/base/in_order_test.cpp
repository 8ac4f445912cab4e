#include "base/in_order.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <atomic>
#include <string>
#include <thread>

namespace cauth {
namespace {

constexpr int kPieces = 500;

InOrder numbers(int& next, std::string& written) {
  return {.next = [&]() -> std::optional<InOrder::Lines> {
            if (next == kPieces) return std::nullopt;
            return InOrder::Lines{std::to_string(next++)};
          },
          .make_worker = [] { return [](const InOrder::Lines& lines) { return lines.front() + ' '; }; },
          .write = [&](std::string_view text) { written += text; }};
}

std::string in_order() {
  std::string text;
  for (int i = 0; i < kPieces; ++i) text += std::to_string(i) + ' ';
  return text;
}

}  // namespace

TEST_CASE("results come in the order of the pieces, whoever is quicker") {
  int next = 0;
  std::string written;
  auto work = numbers(next, written);
  work.make_worker = [] {
    return [](const InOrder::Lines& lines) {
      if (lines.front().back() == '0') std::this_thread::yield();
      return lines.front() + ' ';
    };
  };
  work.run(8);
  CHECK(written == in_order());
}

TEST_CASE("what a worker throws comes out, and no thread is left waiting") {
  int next = 0;
  std::string written;
  auto work = numbers(next, written);
  work.make_worker = [] {
    return [](const InOrder::Lines& lines) -> std::string {
      if (lines.front() == "17") throw usage_error("seventeen");
      return lines.front() + ' ';
    };
  };
  CHECK_THROWS_AS(work.run(4), Error);
  CHECK(in_order().starts_with(written));
  CHECK(next < kPieces);
}

TEST_CASE("what reading or writing throws comes out too") {
  int next = 0;
  std::string written;
  auto work = numbers(next, written);
  work.write = [](std::string_view /*text*/) { throw usage_error("full"); };
  CHECK_THROWS_AS(work.run(3), Error);
  work = numbers(next, written);
  work.next = []() -> std::optional<InOrder::Lines> { throw usage_error("broken"); };
  CHECK_THROWS_AS(work.run(3), Error);
}

TEST_CASE("there are never more than two pieces a worker") {
  int next = 0;
  std::string written;
  std::atomic<int> alive = 0;
  std::atomic<int> most = 0;
  auto work = numbers(next, written);
  work.next = [&, inner = work.next] {
    auto lines = inner();
    if (lines) most = std::max(most.load(), ++alive);
    return lines;
  };
  work.write = [&](std::string_view text) {
    written += text;
    --alive;
  };
  work.run(3);
  CHECK(written == in_order());
  CHECK(most <= 3 + 3 + 1);
}

}  // namespace cauth
