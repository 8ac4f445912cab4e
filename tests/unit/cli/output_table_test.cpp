#include "cli/output_table.hpp"

#include "base/json.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace cauth;

TEST_CASE("an object is a table of names and values, what is nested has a table of its own below") {
  const auto value = parse_json(R"({"Result":{"Token":"abc","ExpiresIn":3600},"Name":"häuser","On":true})");
  CHECK(cli::table_of(*value) ==
        "+------+--------+\n"
        "| Name | häuser |\n"
        "| On   | True   |\n"
        "+------+--------+\n"
        "\nResult\n"
        "+-----------+------+\n"
        "| Token     | abc  |\n"
        "| ExpiresIn | 3600 |\n"
        "+-----------+------+\n");
}

TEST_CASE("a list of objects has a row for each, with every name a column") {
  const auto value = parse_json(R"([{"a":"1"},{"b":"2","c":[3]}])");
  CHECK(cli::table_of(*value) ==
        "+---+---+\n"
        "| a | b |\n"
        "+---+---+\n"
        "| 1 |   |\n"
        "|   | 2 |\n"
        "+---+---+\n"
        "\n[1].c\n"
        "+---+\n"
        "| 3 |\n"
        "+---+\n");
}

TEST_CASE("nothing is an empty table") {
  CHECK(cli::table_of(Json::object()).empty());
  CHECK(cli::table_of(Json::array()).empty());
}
