#include "base/text.hpp"

#include <doctest/doctest.h>

namespace cauth {

TEST_CASE("exactly one line end is cut off") {
  CHECK(without_line_end("secret\n") == "secret");
  CHECK(without_line_end("secret\r\n") == "secret");
  CHECK(without_line_end("secret\n\n") == "secret\n");
  CHECK(without_line_end("secret\r") == "secret\r");
  CHECK(without_line_end("").empty());
}

TEST_CASE("a message shows UTF-8 as it is, and what RFC 3629 forbids as question marks") {
  CHECK(printable("h\xc3\xa9") == "h\xc3\xa9");
  CHECK(printable("\xc0\xaf") == "??");  // overlong
  CHECK(printable("\xe0\x80\xaf") == "???");
  CHECK(printable("\xf0\x80\x80\xaf") == "????");
  CHECK(printable("\xed\xa0\x80") == "???");       // a surrogate
  CHECK(printable("\xf4\x90\x80\x80") == "????");  // beyond U+10FFFF
  CHECK(printable("\xe2\x82") == "??");            // cut short
}

TEST_CASE("a message shows no control characters and no more than its limit") {
  CHECK(printable("a\x1b[31mb\n") == "a?[31mb?");
  CHECK(printable("a\xc2\x9b[31mb") == "a?[31mb");  // CSI in one character
  CHECK(printable("abcdef", 3) == "abc…");
}

TEST_CASE("the nearest candidate is named only when it is near") {
  CHECK(nearest("--clinet-id", {"--client-id", "--region"}) == "--client-id");
  CHECK(nearest("lgoin", {"logout", "login"}) == "login");
  CHECK_FALSE(nearest("--xyz", {"--client-id", "--region"}));
}

TEST_CASE("a number is the whole text or none") {
  CHECK(parse_number<int>("12") == 12);
  CHECK_FALSE(parse_number<int>("12a"));
  CHECK_FALSE(parse_number<int>(""));
  CHECK_FALSE(parse_number<unsigned char>("256"));
}

}  // namespace cauth
