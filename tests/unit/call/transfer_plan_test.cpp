#include "call/transfer_plan.hpp"

#include "base/error.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cauth::call {
namespace {

std::vector<PlannedTransfer> plan_of(const Line& line, std::vector<std::string>* remarks = nullptr) {
  TransferPlan plan(line, [&](std::string_view text) {
    if (remarks != nullptr) remarks->emplace_back(text);
  });
  std::vector<PlannedTransfer> transfers;
  while (auto next = plan.next()) transfers.push_back(*next);
  return transfers;
}

}  // namespace

TEST_CASE("patterns are filled in, in the address and in the name of the file") {
  Line line;
  line.group().places = {{.url = "h/{a,b}", .output = "f#1"}, {.url = "h/c"}};
  const auto plan = plan_of(line);
  REQUIRE(plan.size() == 3);
  CHECK(plan[0].url == "h/a");
  CHECK(plan[1].output == "fb");
  CHECK(plan[2].url == "h/c");
  CHECK(plan[1].place == 0);
  CHECK(plan[2].place == 1);
}

TEST_CASE("every file to upload goes to every address") {
  Line line;
  line.group().places = {{.url = "h/[1-2]", .upload = "{x,y}"}};
  const auto plan = plan_of(line);
  REQUIRE(plan.size() == 4);
  CHECK(plan[1].url == "h/2");
  CHECK(plan[1].upload == "x");
  CHECK(plan[2].upload == "y");
}

TEST_CASE("-g takes patterns for what they are") {
  Line line;
  line.group().no_globbing = true;
  line.group().places = {{.url = "h/{a,b}"}};
  CHECK(plan_of(line).at(0).url == "h/{a,b}");
}

TEST_CASE("groups come one after another, and one without an address ends the line") {
  Line line;
  line.group().places = {{.url = "a"}};
  line.groups.emplace_back();
  TransferPlan plan(line, [](std::string_view) {});
  CHECK(plan.next()->url == "a");
  CHECK_THROWS_AS(plan.next(), Error);
}

TEST_CASE("names of files without an address are left out, with one remark") {
  Line line;
  line.group().places = {{.url = "a"}, {.output = "x"}, {.output = "y"}};
  std::vector<std::string> remarks;
  CHECK(plan_of(line, &remarks).size() == 1);
  CHECK(remarks.size() == 1);
}

}  // namespace cauth::call
