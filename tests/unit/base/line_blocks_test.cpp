#include "base/line_blocks.hpp"

#include <doctest/doctest.h>

#include <deque>
#include <string>
#include <vector>

namespace cauth {
namespace {

// Gives what it has in the portions it was given.
struct Portions : Source {
  explicit Portions(std::deque<std::string> texts) : portions(std::move(texts)) {}
  std::deque<std::string> portions;
  std::size_t read(std::span<char> memory) override {
    if (portions.empty()) return 0;
    const std::string portion = std::move(portions.front());
    portions.pop_front();
    REQUIRE(portion.size() <= memory.size());
    std::copy(portion.begin(), portion.end(), memory.begin());
    return portion.size();
  }
};

using Lines = std::vector<std::string>;

Lines all_lines(std::deque<std::string> portions, std::size_t limit = 100) {
  Portions source(std::move(portions));
  LineBlocks blocks(source, limit);
  Lines all;
  while (const auto block = blocks.next()) {
    for (const auto line : lines_of(*block)) all.emplace_back(line);
  }
  return all;
}

}  // namespace

TEST_CASE("lines come out without their ends, however the text arrives") {
  CHECK(all_lines({"a\nb\r\nc"}) == Lines{"a", "b", "c"});
  CHECK(all_lines({"a", "b\n", "\n", "c\r", "\n"}) == Lines{"ab", "", "c"});
  CHECK(all_lines({}) == Lines{});
  CHECK(all_lines({"\n"}) == Lines{""});
}

TEST_CASE("a line is there as soon as its end is") {
  Portions source({"first\nsec", "ond\n"});
  LineBlocks blocks(source, 100);
  CHECK(blocks.next() == "first\n");
  CHECK(source.portions.size() == 1);
}

TEST_CASE("of a line that is too long one byte too many is kept") {
  CHECK(all_lines({std::string(50, 'x'), std::string(50, 'x'), "\nnext"}, 10) ==
        Lines{std::string(11, 'x'), "next"});
}

}  // namespace cauth
