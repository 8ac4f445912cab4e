#include "base/decimal.hpp"

#include <doctest/doctest.h>

namespace cauth {

TEST_CASE("decimal numbers are read as the nearest double") {
  CHECK(parse_decimal("10") == 10.0);
  CHECK(parse_decimal("-0.5") == -0.5);
  CHECK(parse_decimal("1e3") == 1000.0);
  CHECK(parse_decimal("0.1") == 0.1);
  CHECK(parse_decimal("9007199254740993") == 9007199254740992.0);
  CHECK(parse_decimal("2.2250738585072014e-308") == 2.2250738585072014e-308);
  CHECK(parse_decimal("1e-400") == 0.0);
}

TEST_CASE("what is no decimal number, or too large, is nothing") {
  for (const auto* text :
       {"", "x", "1x", " 1", "1 ", "+1", "0x10", "inf", "nan", "1e999", "1,5", "--1", "1e", "."})
    CHECK_MESSAGE(!parse_decimal(text), text);
}

}  // namespace cauth
