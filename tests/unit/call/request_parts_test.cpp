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

std::string body_of(const std::vector<DataPart>& parts, std::string input = {},
                    std::vector<std::string>* remarks = nullptr) {
  StringSource in(std::move(input));
  const PartsWorld world{.in = in, .remark = [&](std::string_view text) {
                           if (remarks != nullptr) remarks->emplace_back(text);
                         }};
  return std::string(read_body(parts, world)->reveal());
}

HeaderLines headers_of(const std::vector<std::string>& lines, std::string input = {}) {
  StringSource in(std::move(input));
  return read_headers(lines, {.in = in, .remark = [](std::string_view) {}});
}

}  // namespace

TEST_CASE("no data is no body, empty data is an empty one") {
  StringSource in("");
  CHECK_FALSE(read_body({}, {.in = in, .remark = {}}));
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

TEST_CASE("@FILE is read, and one that is not there is empty, as for curl, with a remark") {
  test::TempDir folder;
  write_private_file(folder / "body", "x\ny\n");
  CHECK(body_of({{Kind::text, "@" + (folder / "body").string()}}) == "xy");
  std::vector<std::string> remarks;
  CHECK(body_of({{Kind::text, "@" + (folder / "none").string()}, {Kind::raw, "b"}}, {}, &remarks) == "&b");
  CHECK(remarks.size() == 1);
}

TEST_CASE("--data-urlencode encodes what stands behind the name") {
  test::TempDir folder;
  write_private_file(folder / "file", "a/b\n");
  const std::string file = (folder / "file").string();
  CHECK(body_of({{Kind::urlencode, "a b&c~"}}) == "a+b%26c~");
  CHECK(body_of({{Kind::urlencode, "=a=b"}}) == "a%3Db");
  CHECK(body_of({{Kind::urlencode, "n m=a b"}}) == "n m=a+b");
  CHECK(body_of({{Kind::urlencode, "@" + file}}) == "a%2Fb%0A");
  CHECK(body_of({{Kind::urlencode, "n@" + file}}) == "n=a%2Fb%0A");
  CHECK(body_of({{Kind::urlencode, "n@-"}}, "x y") == "n=x+y");
}

TEST_CASE("--url-query encodes too, but not behind a plus") {
  StringSource in("");
  const std::vector<std::string> parts{"a=b c", "+d e"};
  CHECK(read_query(parts, {.in = in, .remark = {}}) == "a=b+c&d e");
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
