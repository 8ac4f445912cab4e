#include "http/time_condition.hpp"

#include "base/file.hpp"
#include "base/plain_file.hpp"
#include "support/temp_dir.hpp"

#include <doctest/doctest.h>

namespace cauth::http {

using Kind = TimeCondition::Kind;

TEST_CASE("a time condition is a date, or a file's time, with a sign for what is wanted") {
  const auto plain = parse_time_condition("Wed, 01 Jan 2020 00:00:00 GMT");
  REQUIRE(plain);
  CHECK(plain->kind == Kind::modified_since);
  CHECK(plain->unix_seconds == 1577836800);
  CHECK(parse_time_condition("+20200101")->kind == Kind::modified_since);
  CHECK(parse_time_condition("-20200101")->kind == Kind::unmodified_since);
  CHECK(parse_time_condition("=20200101")->unix_seconds == 1577836800);

  const test::TempDir folder;
  write_private_file(folder / "file", "");
  REQUIRE(set_time_of_file(folder / "file", 1234567890));
  const auto of_file = parse_time_condition("-" + (folder / "file").string());
  REQUIRE(of_file);
  CHECK(of_file->kind == Kind::unmodified_since);
  CHECK(of_file->unix_seconds == 1234567890);
}

TEST_CASE("what is neither a date nor a file is no condition") {
  for (const char* text : {"", "-", "tomorrow, perhaps", "/no/such/file"})
    CHECK_FALSE(parse_time_condition(text));
}

}  // namespace cauth::http
