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
  return {.next = [&]() -> std::optional<std::string> {
            if (next == kPieces) return std::nullopt;
            return std::to_string(next++);
          },
          .make_worker = [] { return [](std::string_view piece) { return std::string(piece) + ' '; }; },
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
    return [](std::string_view piece) {
      if (piece.back() == '0') std::this_thread::yield();
      return std::string(piece) + ' ';
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
    return [](std::string_view piece) -> std::string {
      if (piece == "17") throw usage_error("seventeen");
      return std::string(piece) + ' ';
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
  work.next = []() -> std::optional<std::string> { throw usage_error("broken"); };
  CHECK_THROWS_AS(work.run(3), Error);
}

TEST_CASE("there are never more than two pieces a worker") {
  int next = 0;
  std::string written;
  std::atomic<int> alive = 0;
  std::atomic<int> most = 0;
  auto work = numbers(next, written);
  work.next = [&, inner = work.next] {
    auto piece = inner();
    if (piece) most = std::max(most.load(), ++alive);
    return piece;
  };
  work.write = [&](std::string_view text) {
    written += text;
    --alive;
  };
  work.run(3);
  CHECK(written == in_order());
  CHECK(most <= 3 + 3 + 1);
}

TEST_CASE("a piece that takes long holds up the writing, not the work") {
  int next = 0;
  std::string written;
  std::atomic<int> done = 0;
  auto work = numbers(next, written);
  work.make_worker = [&] {
    return [&](std::string_view piece) {
      // Ends only when the other worker has done as much as may be in memory before the first is written.
      while (piece == "0" && done < 3) std::this_thread::yield();
      ++done;
      return std::string(piece) + ' ';
    };
  };
  work.run(2);
  CHECK(written == in_order());
}

TEST_CASE("one worker is the thread that asks") {
  int next = 0;
  std::string written;
  auto work = numbers(next, written);
  work.make_worker = [inner = work.make_worker, here = std::this_thread::get_id()] {
    CHECK(std::this_thread::get_id() == here);
    return inner();
  };
  work.run(1);
  CHECK(written == in_order());
  work.next = []() -> std::optional<std::string> { throw usage_error("broken"); };
  CHECK_THROWS_AS(work.run(1), Error);
}

}  // namespace cauth
