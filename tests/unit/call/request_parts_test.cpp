#include "call/request_parts.hpp"

#include "base/error.hpp"
#include "base/file.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace cauth::call {
namespace {

using Kind = DataPart::Kind;

std::string body_of(const std::vector<DataPart>& parts, std::string input = {}) {
  StringSource in(std::move(input));
  return std::string(read_body(parts, in)->reveal());
}

HeaderLines headers_of(const std::vector<std::string>& lines, std::string input = {}) {
  StringSource in(std::move(input));
  return read_headers(lines, in);
}

}  // namespace

TEST_CASE("no data is no body, empty data is an empty one") {
  StringSource in("");
  CHECK_FALSE(read_body({}, in));
  CHECK(body_of({{Kind::text, ""}}).empty());
}

TEST_CASE("several -d are joined by &, --json goes on without") {
  CHECK(body_of({{Kind::text, "a=1"}, {Kind::raw, "b=2"}, {Kind::binary, "c"}}) == "a=1&b=2&c");
  CHECK(body_of({{Kind::json, "{\"a\":"}, {Kind::json, "1}"}}) == "{\"a\":1}");
}

TEST_CASE("@- is standard input, without line ends for -d and as it is for the others") {
  const std::string input("a\r\nb\0c\n", 7);
  CHECK(body_of({{Kind::text, "@-"}}, input) == "abc");
  CHECK(body_of({{Kind::binary, "@-"}}, input) == input);
  CHECK(body_of({{Kind::json, "@-"}}, input) == input);
  CHECK(body_of({{Kind::raw, "@-"}}, input) == "@-");
}

TEST_CASE("@FILE is read, and one that is not there is curl's read error") {
  test::TempDir folder;
  write_private_file(folder / "body", "x\ny\n");
  CHECK(body_of({{Kind::text, "@" + (folder / "body").string()}}) == "xy");
  try {
    body_of({{Kind::text, "@" + (folder / "none").string()}});
    FAIL("it was read");
  } catch (const Error& error) {
    CHECK(exit_code(error) == 26);
  }
}

TEST_CASE("a header line adds, leaves out or sends empty") {
  const auto lines = headers_of({"X-A: 1", "X-B:2", "Accept:", "X-Empty;", "X-Odd; 1", "nothing", ": x"});
  CHECK(*lines.headers.find("x-a") == "1");
  CHECK(*lines.headers.find("x-b") == "2");
  CHECK(lines.headers.find("x-empty")->empty());
  CHECK_FALSE(lines.headers.has("X-Odd"));
  CHECK(lines.headers.fields().size() == 3);
  CHECK(lines.removed == std::vector<std::string>{"Accept"});
  CHECK(lines.mentions("ACCEPT"));
  CHECK(lines.mentions("X-Empty"));
  CHECK_FALSE(lines.mentions("Authorization"));
}

TEST_CASE("header lines are read from a file or standard input") {
  const auto lines = headers_of({"@-", "X-C: 3"}, "X-A: 1\r\nX-B: 2\n\n");
  CHECK(lines.headers.fields().size() == 3);
  CHECK(*lines.headers.find("X-B") == "2");
}

}  // namespace cauth::call
